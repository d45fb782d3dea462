import type { Problem } from '../host/bindings/Problem.ts';
import { many, N } from './words.ts';

const mega = (bytes: number): string =>
  bytes < 100_000 ? '' : ` (${(bytes / 1_000_000).toLocaleString('de', { maximumFractionDigits: 1 })}${N}MB)`;

/** The texts of a release that is handed on as a file, and of one that has come. */
export const bundle = {
  section: 'Weitergeben',
  open: `Als Datei weitergeben${N}…`,
  command: 'Als Datei weitergeben',
  title: 'Als Datei weitergeben',
  inIt: 'Darin',
  draft: (languages: string) => `Der Entwurf, wie er gerade dasteht, mit Zeiten, Sperrvermerk und Kontakt (${languages}).`,
  photos: 'Fotos',
  noPhotos: 'Keine',
  photosInIt: (count: number, bytes: number) =>
    `${many(count, 'Foto', 'Fotos')}${mega(bytes)}, ${count === 1 ? 'so wie es aus der Kamera kam' : 'so wie sie aus der Kamera kamen'}, also auch mit Aufnahmeort und Kameradaten; dazu Bildtexte, Bearbeitungen, Personen und Widersprüche.`,
  letterhead: 'Briefkopf',
  none: 'Keiner',
  quoted: (names: string[]) => names.map((name) => `»${name}«`).join(', '),
  notInIt: 'Nicht darin',
  leftOut:
    'Kommentare, Zustimmungen und Autorisierungen, frühere Fassungen, was eingeplant ist, Zugänge und Schlüssel.',
  lock: 'Mit Kennwort verschlüsseln',
  lockHint: 'Sperrfrist macht das Kennwort. Nennen Sie es am Telefon, nicht in derselben Mail.',
  openHint: 'Wer die Datei bekommt, kann alles darin lesen und ansehen, auch vor der Sperrfrist.',
  saveLocked: 'Verschlüsselte Datei sichern',
  saveOpen: 'Datei ohne Kennwort sichern',
  savedTitle: 'Die Datei ist gesichert',
  savedAt: 'Datei',
  passphrase: 'Kennwort',
  passphraseHint: 'Sperrfrist bewahrt es nicht auf. Die Kollegin oder der Kollege öffnet die Datei mit einem Doppelklick oder mit Strg+O.',
  withoutPassphrase: 'Die Kollegin oder der Kollege öffnet die Datei mit einem Doppelklick oder mit Strg+O.',
  done: 'Fertig',

  receivedTitle: 'Weitergegebene Meldung',
  isLocked: 'Die Datei ist mit einem Kennwort verschlüsselt. Es wurde Ihnen getrennt von der Datei genannt.',
  unlock: 'Datei öffnen',
  headline: 'Überschrift',
  madeAt: 'Weitergegeben',
  languages: 'Sprachen',
  count: (count: number) => (count === 0 ? 'Keine' : many(count, 'Foto', 'Fotos')),
  letterheadNew: (names: string) => `${names} kommt neu dazu.`,
  letterheadHere: 'Keiner kommt neu dazu.',
  promise: 'Daraus wird ein neuer Entwurf. Eingeplant wird nichts, und nichts, was hier liegt, ändert sich.',
  same: (time: string) => `Genau diesen Stand haben Sie schon übernommen: ${time}.`,
  other: (time: string) => `Einen anderen Stand dieser Meldung haben Sie schon übernommen: ${time}.`,
  openBefore: 'Vorhandenen Entwurf öffnen',
  adopt: 'Als neuen Entwurf übernehmen',
  adoptAgain: 'Noch einmal übernehmen',
  sayAdopted: 'Die weitergegebene Meldung ist als neuer Entwurf übernommen.',
  tooLarge: (name: string): Problem => ({
    code: 'bundle.too_large',
    sentence: `»${name}« ist größer als 512${N}MB und wird nicht gelesen.`,
    nextStep: 'Bitten Sie darum, die Meldung mit weniger Fotos weiterzugeben. Übernommen ist nichts.',
    choices: [],
  }),
};

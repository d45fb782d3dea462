import type { IncomingSource } from '../host/bindings/IncomingSource.ts';
import type { LeftOutKind } from '../host/bindings/LeftOutKind.ts';
import type { LeftOutView } from '../host/bindings/LeftOutView.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import { many, N, quote } from './words.ts';

const left: Record<Exclude<LeftOutKind, 'property' | 'mailHead'>, [string, string]> = {
  comment: ['Kommentar', 'Kommentare'],
  hiddenParagraph: ['verborgener Absatz', 'verborgene Absätze'],
  hiddenText: ['verborgene Stelle', 'verborgene Stellen'],
  header: ['Kopfzeile', 'Kopfzeilen'],
  footer: ['Fußzeile', 'Fußzeilen'],
  textBox: ['Textfeld', 'Textfelder'],
  footnote: ['Fußnote', 'Fußnoten'],
  endnote: ['Endnote', 'Endnoten'],
  placeholder: ['Platzhalter', 'Platzhalter'],
  formula: ['Formel', 'Formeln'],
  symbol: ['Zeichen einer Symbolschrift', 'Zeichen einer Symbolschrift'],
  field: ['Feldfunktion, ihr Ergebnis steht im Text', 'Feldfunktionen, ihr Ergebnis steht im Text'],
  embedded: ['eingebettetes Objekt', 'eingebettete Objekte'],
  formatting: ['Änderung der Formatierung', 'Änderungen der Formatierung'],
  linkedPicture: ['Bild, das nicht in der Datei liegt', 'Bilder, die nicht in der Datei liegen'],
  framePicture: ['Bild in Kopf- oder Fußzeile', 'Bilder in Kopf- und Fußzeilen'],
  macro: ['Makro-Projekt', 'Makro-Projekte'],
  mailHistory: ['frühere Mail', 'frühere Mails'],
  mailNote: ['Begleittext', 'Begleittexte'],
  signature: ['Signatur', 'Signaturen'],
  attachment: ['Anhang', 'Anhänge'],
  inlinePicture: ['Bild im Text der Mail', 'Bilder im Text der Mail'],
};

const files: Record<IncomingSource, [string, string]> = {
  word: ['Die Datei', 'der Datei'],
  mail: ['Die Mail', 'der Mail'],
  text: ['Der Text', 'dem Text'],
};

/** The texts of reading in a Word file or a mail. */
export const incoming = {
  state: 'wird eingelesen',
  text: 'Text der Datei',
  changes: 'Änderungen',
  adopt: 'Als Entwurf übernehmen',
  adoptHint: 'Als Entwurf übernehmen (Strg Enter)',
  stillOpen: (open: number) => `noch ${open}${N}offen`,
  undo: 'Letzte Entscheidung zurücknehmen (Strg Z)',
  /** The sentence, with the fact in the middle. */
  sentence: (source: IncomingSource, changes: number, open: number): [string, string, string] => {
    const [file, of] = files[source];
    if (changes === 0)
      return source === 'word'
        ? [`${file} enthält `, 'keine offenen Änderungen.', ' Sie übernehmen den Text, wie er hier steht.']
        : [`Aus ${of} wird ein Entwurf. `, 'Was daran hängt, bleibt draußen.', ''];
    if (open === 0)
      return changes === 1
        ? ['Die eine Änderung ist ', 'entschieden.', '']
        : [`Alle ${changes}${N}Änderungen sind `, 'entschieden.', ''];
    return changes === 1
      ? [`${file} enthält `, 'eine Änderung.', ' Sie entscheiden.']
      : [`${file} enthält `, `${changes}${N}Änderungen.`, ' Sie entscheiden jede einzeln.'];
  },
  changeOf: (number: number, all: number) => `Änderung${N}${number} von${N}${all}`,
  accept: 'Annehmen',
  reject: 'Ablehnen',
  keyAccept: 'annehmen',
  keyReject: 'ablehnen',
  reopen: 'Wieder öffnen',
  all: 'Alle Änderungen',
  tally: (done: number, open: number) => `${done} entschieden, ${open} offen`,
  accepted: 'angenommen',
  rejected: 'abgelehnt',
  now: 'jetzt',
  open: 'offen',
  quoted: 'im Zitat',
  quotedHint: 'Diese Änderung liegt in einem Zitat. Es gilt, was gesagt oder freigegeben ist.',
  struck: 'Von Hand durchgestrichen. Annehmen nimmt die Worte heraus, Ablehnen lässt sie stehen.',
  moved: 'Verschoben:',
  paragraphEnd: 'Absatzende',
  picture: 'Bild',
  before: (word: string) => `vor ${quote(word)}`,
  behind: (word: string) => `nach ${quote(word)}`,
  signs: {
    comma: 'Komma',
    stop: 'Punkt',
    semicolon: 'Strichpunkt',
    colon: 'Doppelpunkt',
    hyphen: 'Bindestrich',
    dash: 'Gedankenstrich',
    exclamation: 'Ausrufezeichen',
    question: 'Fragezeichen',
    space: 'Leerzeichen',
  },
  leftOut: 'Nicht übernommen',
  leftOutLead: 'Das steht in der Datei und kommt nicht in die Meldung.',
  leftOutWords: ({ kind, count, excerpts }: LeftOutView): string => {
    if (kind === 'property' || kind === 'mailHead') {
      const labels = [...new Set(excerpts.map((excerpt) => excerpt.label))];
      const some = labels.slice(0, 3).join(', ');
      return labels.length > 3 ? `${some} und ${labels.length - 3}${N}weitere Angaben` : some;
    }
    return many(count, ...left[kind]);
  },
  read: 'Lesen',
  readWhat: (what: string) => `${what} lesen`,
  show: 'Zeigen',
  close: 'Schließen',
  more: (count: number) => `und ${count}${N}weitere`,
  pictures: (count: number) => (count === 1 ? `1${N}Bild, kommt zu den Fotos` : `${count}${N}Bilder, kommen zu den Fotos`),
  refusedPictures: (count: number) => many(count, 'Bild, das kein Foto werden kann', 'Bilder, die kein Foto werden können'),
  picturesTitle: 'Bilder aus der Datei',
  picturesLead: 'Sie kommen zu den Fotos der Meldung und werden wie jedes Foto vor der Veröffentlichung bereinigt.',
  pictureNamed: (name: string) => `[Bild ${name}]`,
  noAltText: 'Ohne Alternativtext',
  cropped: 'In Word zugeschnitten; zu den Fotos kommt das ganze Bild.',
  unchanged: 'Die Datei bleibt unverändert',
  isRead: (name: string, open: number) =>
    open === 0 ? `${quote(name)} wird eingelesen; alles ist entschieden.` : `${quote(name)} wird eingelesen; noch ${open}${N}offen.`,
  goOn: 'Weiter entscheiden',
  dropTitle: 'Einlesen abbrechen?',
  dropLead: (done: number) =>
    done === 1
      ? 'Eine Entscheidung geht dabei verloren. Die Datei bleibt, wie sie ist.'
      : `${done}${N}Entscheidungen gehen dabei verloren. Die Datei bleibt, wie sie ist.`,
  dropConfirm: 'Einlesen abbrechen',
  underway: (name: string): Problem => ({
    code: 'incoming.underway',
    sentence: `${quote(name)} wird noch eingelesen.`,
    nextStep: 'Übernehmen Sie sie als Entwurf, oder brechen Sie ab.',
    choices: [],
  }),
  sayNext: (said: string, next: number, open: number) =>
    `Änderung ${said}. Weiter mit Änderung ${next}, noch ${open} offen.`,
  sayAll: (said: string) => `Änderung ${said}. Alles ist entschieden.`,
  sayUndone: (number: number) => `Änderung ${number} ist wieder, wie sie war.`,
  sayAdopted: 'Als Entwurf übernommen.',
};

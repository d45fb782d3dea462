import type { Language } from '../host/bindings/Language.ts';
import { civil, date, day, type Instant } from './time.ts';
import { and, many, N, quote } from './words.ts';

/** The texts of Optionen that are about every release: Kontakte and Textbausteine. */
export const contacts = {
  title: 'Kontakte',
  hint: 'Anrede wie von der Person gewünscht',
  none: 'Noch steht niemand im Kontaktbuch. Was Sie hier eintragen, steht in jeder Meldung zur Wahl.',
  add: 'Kontakt hinzufügen',
  addNow: 'Eintragen',
  change: (name: string) => `${name} ändern`,
  changeNow: 'Sichern',
  label: 'Anrede, wie die Person sie wünscht',
  labels: ['Ihr Ansprechpartner', 'Ihre Ansprechpartnerin', 'Ihre Ansprechperson', 'Bildstelle'],
  name: 'Name',
  numbersLabel: 'Überschrift der Rufnummern',
  numbers: 'Rufnummern, je Zeile eine',
  numbersHint: 'Mit Vorwahl, etwa »Telefon +49 351 564 10300«.',
  email: 'E-Mail-Adresse',
  undiallable: (numbers: string[]) =>
    `${and(numbers.map(quote))} ${numbers.length === 1 ? 'lässt' : 'lassen'} sich nicht wählen. Schreiben Sie die Nummer mit Vorwahl.`,
  up: 'Nach oben',
  down: 'Nach unten',
  remove: 'Aus dem Kontaktbuch nehmen',
  removed: (name: string) => `${name} steht nicht mehr im Kontaktbuch. Meldungen bleiben, wie sie sind.`,
  removedDamaged: 'Der Eintrag ist aus dem Kontaktbuch genommen.',
  undo: 'Wieder eintragen',
  damaged: 'Dieser Eintrag lässt sich nicht lesen.',
  said: {
    added: 'Kontakt eingetragen.',
    changed: 'Kontakt gesichert.',
    moved: (place: number, count: number) => `Jetzt an Stelle ${place} von ${count}.`,
    back: 'Kontakt wieder eingetragen.',
    taken: (name: string) => `${name} steht jetzt als Kontakt in der Meldung.`,
  },
  book: 'Kontaktbuch',
  choose: 'Kontakt aus dem Kontaktbuch wählen',
  enter: 'Diesen Kontakt ins Kontaktbuch aufnehmen',
  edit: 'Kontaktbuch bearbeiten',
};

const languages: Record<Language, string> = {
  german: 'Deutsch',
  upperSorbian: 'Obersorbisch',
  english: 'Englisch',
  easyGerman: 'Leichte Sprache',
};

export const textBlocks = {
  title: 'Textbausteine',
  hint: 'Kürzel tippen, dann Tab',
  none: 'Noch gibt es keinen Textbaustein. Legen Sie an, was Sie oft schreiben: Im Text der Meldung tippen Sie dann das Kürzel und Tab.',
  add: 'Baustein hinzufügen',
  addNow: 'Anlegen',
  change: (shortcut: string) => `Baustein ${shortcut} ändern`,
  changeNow: 'Sichern',
  shortcut: 'Kürzel',
  shortcutHint: 'Ein Wort, etwa »bsi-kurz«. Groß und klein sind gleich.',
  language: 'Für Meldungen auf',
  languages,
  words: 'Text, je Zeile ein Absatz',
  wordsHint:
    '[Datum], [Uhrzeit] und [Ort] füllt die Meldung aus, [Foto-Datum] und [Foto-Uhrzeit] das erste Foto. Andere Stellen in eckigen Klammern, etwa [Frist eintragen], füllen Sie nach dem Einsetzen selbst aus.',
  remove: 'Baustein löschen',
  removed: (shortcut: string) => `Der Baustein ${quote(shortcut)} ist gelöscht. In Meldungen bleibt sein Text stehen.`,
  undo: 'Wieder anlegen',
  never: 'noch nie',
  /** "zuletzt heute", "Mo.", "21.11.2023". */
  lastUsed: (at: Instant, now: Instant): string => {
    if (day(at) === day(now)) return 'zuletzt heute';
    const past = new Date(now).getTime() - new Date(at).getTime();
    return past > 0 && past < 6 * 86_400_000 ? `${civil(at).weekday}.` : date(at);
  },
  said: {
    added: 'Baustein angelegt.',
    changed: 'Baustein gesichert.',
    back: 'Baustein wieder angelegt.',
  },
  insert: 'Textbaustein einsetzen',
  noneFor: (language: Language) => `Kein Baustein für Meldungen auf ${languages[language]}`,
  edit: 'Textbausteine bearbeiten',
  insertHit: (shortcut: string) => `Textbaustein einsetzen: ${shortcut}`,
  /** Which words find all of them in the search. */
  sought: 'Textbaustein Baustein einsetzen',
  put: (shortcut: string, left: string[]): string =>
    left.length === 0
      ? `Baustein ${quote(shortcut)} eingesetzt.`
      : `Baustein ${quote(shortcut)} eingesetzt. Noch auszufüllen: ${and(left)}.`,
  otherLanguage: (shortcut: string, own: Language, wanted: Language) =>
    `Den Baustein ${quote(shortcut)} gibt es für ${languages[own]}, nicht für ${languages[wanted]}.`,
  dismiss: 'Schließen',
};

export const habits = {
  title: 'Zeit',
  hint: 'Gilt für jede neue Meldung',
  zone: 'Zeitzone',
  zoneNow: (zone: string, short: string) => `${zone} (jetzt ${short})`,
  holidays: 'Feiertage',
  everywhere: 'nur bundesweite',
  photo: 'Foto üblicherweise',
  photos: { withRelease: 'mit Meldung', halfAnHourLater: `+${N}30${N}min`, ownTime: 'feste Zeit' },
  photoHints: {
    withRelease: 'Ein neues Foto wird mit der Meldung öffentlich.',
    halfAnHourLater: 'Ein neues Foto wird eine halbe Stunde nach der Meldung öffentlich und verschiebt sich mit ihr.',
    ownTime:
      'Ein neues Foto bekommt eine eigene Uhrzeit, erst einmal eine halbe Stunde nach der Meldung. Sie bleibt stehen, wenn sich die Meldung verschiebt.',
  },
};

export const retention = {
  title: 'Aufbewahrung',
  hint: `Alles liegt auf diesem${N}PC`,
  releases: 'Meldungen und Nachweise',
  unchosen: 'Originale im Vorrat, die nicht gewählt wurden',
  forever: 'unbefristet',
  days: (days: number) => (days === 365 ? `1${N}Jahr` : `${days}${N}Tage`),
  off: 'Originale bleiben liegen, bis Sie hier eine Frist wählen.',
  /** From when on the days count, and what stays. */
  rule: 'Gezählt wird ab dem Tag, seit dem die Meldung mit allen Fotos und in allen Sprachen öffentlich oder zurückgezogen und nicht mehr geändert ist, frühestens eine Woche nach Ihrer Wahl. Was einer Meldung angehängt ist, bleibt.',
  nothing: 'Zurzeit steht nichts zum Löschen an.',
  coming: (day: string, photos: number, headline: string) =>
    photos === 1
      ? `Am ${day} wird 1${N}Original zu ${quote(headline)} gelöscht.`
      : `Am ${day} werden ${photos}${N}Originale zu ${quote(headline)} gelöscht.`,
  look: 'Ansehen',
  lookAt: (headline: string) => `Fotos zu ${quote(headline)} ansehen`,
  more: (releases: number, photos: number) =>
    `Danach ${many(photos, 'Original', 'Originale')} zu ${many(releases, 'weiteren Meldung', 'weiteren Meldungen')}.`,
};

export const options = {
  saved: 'Änderungen gelten sofort',
  sections: 'Was für alle Meldungen gilt',
  staysHere: `Kontaktbuch und Textbausteine liegen auf diesem${N}PC. In eine Meldung kommt daraus nur, was Sie einsetzen.`,
};

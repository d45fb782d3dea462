import { quote } from './words.ts';

/** Spelling, in German. */
export const spelling = {
  card: 'Rechtschreibung',
  unknown: (word: string) => `${quote(word)} steht nicht im Wörterbuch.`,
  hint: 'Alt Enter: in die Vorschläge, Esc: schließen, F7: zum nächsten Wort',
  looking: 'Vorschläge werden gesucht.',
  noSuggestion: 'Kein Vorschlag.',
  take: (word: string) => `${quote(word)} einsetzen`,
  know: 'Ins Wörterbuch aufnehmen',
  added: (word: string) => `${quote(word)} steht jetzt im Wörterbuch dieses Arbeitsplatzes.`,
  takeBack: 'Doch nicht',
  allKnown: 'Alle Wörter stehen im Wörterbuch.',
  none: 'Die Rechtschreibung wird nicht geprüft: Auf diesem PC fehlt ein Wörterbuch für die Sprache der Meldung.',
  noneHint: 'Für Deutsch ist es das Hunspell-Wörterbuch de_DE, unter Debian und Ubuntu das Paket hunspell-de-de. Nach dem Neustart wird geprüft.',
};

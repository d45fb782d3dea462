import { and, many, N } from './words.ts';

/** Typing, pasting, searching and comparing, in German. */
export const editing = {
  undoGone: {
    sentence: 'Weiter zurück geht es nicht: Der Text wurde inzwischen an dieser Stelle von anderswo geändert.',
    nextStep: 'Ändern Sie die Stelle von Hand, oder nehmen Sie eine gesicherte Fassung.',
  },
  unsafeLink: {
    sentence: 'Diese Adresse kann kein Link werden.',
    nextStep: 'Sie muss mit https://, http://, mailto: oder tel: beginnen.',
  },
  pasted: {
    offer: (count: number) =>
      count === 1
        ? 'Ein Bild ist dabei. Im Text selbst stehen keine Bilder.'
        : `${many(count, 'Bild', 'Bilder')} sind dabei. Im Text selbst stehen keine Bilder.`,
    attach: 'Zu den Fotos nehmen',
    left: (parts: string[]) => `Nicht übernommen: ${and(parts)}.`,
    pictures: (count: number) => many(count, 'Bild', 'Bilder'),
    pictureWay: 'Bilder kommen als Datei zu den Fotos.',
    comments: (count: number) => many(count, 'Kommentar', 'Kommentare'),
    struck: (count: number) => many(count, 'gestrichene oder verborgene Stelle', 'gestrichene oder verborgene Stellen'),
    links: (count: number) => many(count, 'unsicherer Link', 'unsichere Links'),
    dismiss: 'Verstanden',
  },
  characters: (count: number) => `${count.toLocaleString('de-DE')}${N}Zeichen`,
  charactersHint: 'Zeichen des Textes mit Leerzeichen, ohne Überschrift',
};

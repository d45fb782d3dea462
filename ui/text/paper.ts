import type { Kind } from '../host/bindings/Kind.ts';

/** The kinds of document, as printed at the head, and the lines that stand in each. */
export const kinds = {
  medieninformation: { label: 'Medieninformation', standingLines: [] },
  rede: { label: 'Rede', standingLines: ['Es gilt das gesprochene Wort.'] },
  statement: { label: 'Statement', standingLines: ['Frei zur Verwendung mit Quellenangabe.'] },
  terminhinweis: {
    label: 'Terminhinweis',
    standingLines: ['Terminhinweis für die Medien, nicht zur Veröffentlichung.'],
  },
  einladung: { label: 'Einladung', standingLines: ['Wir bitten um Anmeldung.'] },
} satisfies Record<Kind, { label: string; standingLines: string[] }> as Record<
  Kind,
  { label: string; standingLines: string[] }
>;

/** The printed pages, in German. */
export const paper = {
  open: 'Druckbild',
  openHint: 'Seiten zeigen, wie sie gedruckt werden (F9)',
  pane: 'Druckbild der Meldung',
  variant: 'Für wen',
  variants: { embargoed: 'Vorab', public: 'Öffentlich', proof: 'Entwurf' },
  variantHints: {
    embargoed: 'Mit Sperrvermerk auf jeder Seite.',
    public: 'So bekommt es die Presse ab der Sperrfrist.',
    proof: '»Entwurf, nicht zur Veröffentlichung«, mit Zeilennummern für die Abstimmung.',
  },
  photos: 'mit Bildern',
  zoom: 'Größe',
  zooms: { width: 'Breite', 75: '75 %', 100: '100 %', 150: '150 %' },
  page: (number: number, count: number) => `Seite ${number} von ${count}`,
  count: (count: number) => (count === 1 ? '1 Seite' : `${count} Seiten`),
  working: 'Die Seiten werden gesetzt …',
  none: 'Es gibt noch keine Seiten.',
  findings: (count: number) =>
    count === 1 ? 'Eine Stelle hindert am PDF' : `${count} Stellen hindern am PDF`,
  go: 'Zur Stelle',
  formats: { pdf: 'PDF sichern', word: 'Word-Datei', mail: 'E-Mail-Entwurf' },
  formatHints: {
    pdf: 'Barrierefrei, zum Drucken und Weitergeben',
    word: 'Zum Weiterschreiben, ohne Bilder',
    mail: 'Öffnet sich im E-Mail-Programm als neue Nachricht mit dem PDF',
  },
  print: 'Drucken …',
  printHint: 'Druckt die Seiten, wie sie hier stehen (Strg+P)',
  saved: (path: string) => `Gesichert: ${path}`,
};

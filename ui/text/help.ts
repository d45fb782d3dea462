import { many, N } from './words.ts';

/** The texts of the manual's window; the manual itself is docs/handbuch.md. */
export const help = {
  title: 'Handbuch',
  short: 'Hilfe',
  keys: 'F1',
  open: 'Handbuch, beim Kapitel zu dem, was Sie gerade sehen (F1)',
  welcome: 'Handbuch (F1)',
  lead: 'Öffnet sich mit F1 beim Kapitel zu dem, was Sie gerade sehen. Liegt auf diesem PC.',
  contents: 'Inhalt',
  text: 'Text des Handbuchs',
  search: 'Im Handbuch suchen',
  next: 'Nächste Fundstelle (Enter)',
  previous: `Vorige Fundstelle (Umschalt${N}Enter)`,
  found: (at: number, count: number) => (at === 0 ? many(count, 'Fundstelle', 'Fundstellen') : `${at} von ${count}`),
  none: 'Nichts gefunden',
  hits: (count: number) => many(count, 'Fundstelle', 'Fundstellen'),
};

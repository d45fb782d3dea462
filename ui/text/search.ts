import { N } from './words.ts';

/** The texts of the search. */
export const search = {
  title: 'Suche',
  open: 'Suchen',
  keys: `Strg${N}K`,
  label: 'Meldungen, Fotos, Personen und Befehle suchen',
  hits: 'Treffer',
  releases: 'Meldungen',
  photos: 'Fotos',
  persons: 'Personen',
  commands: 'Befehle',
  none: (words: string) => `Nichts gefunden zu »${words}«. Gesucht wird nach ganzen Wörtern und Wortanfängen.`,
  count: (count: number, more: boolean) =>
    more ? `mehr als ${count}${N}Treffer` : count === 1 ? `1${N}Treffer` : `${count}${N}Treffer`,
  choose: 'wählen',
  enter: 'öffnen',
  onPhotos: (photos: number, releases: number) =>
    `auf ${photos}${N}${photos === 1 ? 'Foto' : 'Fotos'} in ${releases}${N}${releases === 1 ? 'Meldung' : 'Meldungen'}`,
  lockedUntil: (time: string) => `gesperrt bis ${time}`,
  since: (time: string) => `seit ${time}`,
  newRelease: 'Neue Meldung',
  stop: (headline: string) => `»${headline}« anhalten`,
  stopHint: 'wirkt sofort',
  stopKeys: `Strg${N}Umschalt${N}H`,
  newKeys: `Strg${N}N`,
  overviewKeys: `Strg${N}1`,
};

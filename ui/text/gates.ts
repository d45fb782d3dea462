import { N } from './words.ts';

/** What is said about the gates of the Zeitplan. */
export const gates = {
  text: 'Meldung öffentlich ab',
  photo: (label: string) => (label ? `Foto öffentlich ab (${label})` : 'Foto öffentlich ab'),
  hint: `Ziehen oder Pfeiltasten: 5${N}min, mit Umschalt 1${N}min, Bild auf/ab 30${N}min`,
  bound: { photo: 'nicht später als das Foto mit fester Zeit', text: 'nicht früher als die Meldung' },
  planned: (name: string, when: string) => `${name} ${when}, eingeplant. Termin verschiebt sich${N}…`,
  plannedHint: `Eingeplant. Termin verschiebt sich${N}…`,
  gone: {
    sentence: 'Diesen Platz gibt es nicht mehr.',
    nextStep: 'Sehen Sie im Zeitplan nach; die Zeiten sind, wie sie waren.',
  },
  more: (left: number, open: number) =>
    `${left}${N}weitere zeigen${open === 0 ? '' : open === left ? ', schon öffentlich' : `, ${open}${N}davon öffentlich`}`,
  fewer: 'Weniger zeigen',
  falls: 'entfällt',
  /** On the night the clocks are changed; the hours as two digits each. */
  gap: (from: string, to: string) => `${from}–${to}${N}Uhr entfällt`,
  twice: (from: string, to: string) => `${from}–${to}${N}Uhr zweimal`,
  gapSentence: (day: string, from: string, to: string) =>
    `Am ${day} entfällt die Stunde von ${from}:00 bis ${to}:00${N}Uhr: Die Uhren werden vorgestellt.`,
  twiceSentence: (day: string, from: string, to: string) =>
    `Am ${day} gibt es die Stunde von ${from}:00 bis ${to}:00${N}Uhr zweimal: Die Uhren werden zurückgestellt.`,
  before: (times: string) => `Bisher ${times}.`,
};

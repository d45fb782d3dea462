import type { CoverKind } from '../host/bindings/CoverKind.ts';
import type { EditedView } from '../host/bindings/EditedView.ts';
import type { Ground } from '../host/bindings/Ground.ts';
import { and, many, N } from './words.ts';

/** Cutting, covering, and who is to be seen, in German. */
export const editing = {
  edit: 'Bearbeiten',
  done: 'Fertig',
  ratio: 'Seitenverhältnis',
  free: 'frei',
  tools: 'Bild bearbeiten',
  view: 'Ansicht',
  fit: 'Ganzes Bild',
  hundred: `100${N}%`,
  hundredHint: 'Jeder Bildpunkt, zum Prüfen der Schärfe; Pfeiltasten verschieben den Ausschnitt',
  original: 'Original',
  edited: 'Wie veröffentlicht',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  reset: 'Alles zurücksetzen',
  crop: 'Ausschnitt',
  noCrop: 'Nicht zuschneiden',
  cropHint: 'Wählen Sie ein Seitenverhältnis, oder tragen Sie Zahlen ein.',
  cutAway: 'Nicht mehr im Bild',
  sides: { left: 'Von links', top: 'Von oben', width: 'Breite', height: 'Höhe' },
  percent: '%',
  straighten: 'Begradigen',
  degrees: 'Grad im Uhrzeigersinn',
  covers: 'Unkenntlich machen',
  addCover: 'Fläche hinzufügen',
  coverHint: 'Gilt für alles, was veröffentlicht wird: Druck, Web, Vorschau, PDF. Das Original bleibt auf diesem PC.',
  cover: (number: number) => `Fläche ${number}`,
  removeCover: (number: number) => `Fläche ${number} entfernen`,
  kind: 'Art',
  kinds: { blur: 'weichzeichnen', block: 'abdecken' } satisfies Record<CoverKind, string> as Record<CoverKind, string>,
  subject: 'Was ist darunter?',
  somebody: 'eine Person, unbekannt',
  thing: 'kein Mensch (Ausweis, Bildschirm)',
  box: (what: string, left: string, top: string, width: string, height: string) =>
    `${what}: von links ${left}${N}%, von oben ${top}${N}%, Breite ${width}${N}%, Höhe ${height}${N}%. Pfeiltasten verschieben, mit der Umschalttaste ändern sie die Größe.`,
  picture: (data: EditedView) => {
    const done = [
      ...(data.straightened === 0 ? [] : ['begradigt']),
      ...(data.cut ? ['zugeschnitten'] : []),
      ...(data.covered === 0 ? [] : [`${many(data.covered, 'Fläche', 'Flächen')} unkenntlich gemacht`]),
    ];
    return `neu gezeichnet: ${and(done)}`;
  },

  function: 'Amt oder Funktion',
  ground: 'Rechtsgrundlage',
  groundOpen: 'noch offen',
  grounds: {
    publicTask: 'öffentliche Aufgabe',
    contemporaryHistory: 'Zeitgeschichte',
    incidental: 'Beiwerk, Versammlung',
    consent: 'Einwilligung',
    parents: 'Einwilligung der Eltern',
  } satisfies Record<Ground, string> as Record<Ground, string>,
  left: (name: string) => `${name} weiter nach links`,
  rightwards: (name: string) => `${name} weiter nach rechts`,
  hidden: 'unkenntlich, wird nicht genannt',
  inCaption: 'In die Bildunterschrift',
  inCaptionIs: (words: string) => `Vorschlag: ${words}`,
  object: `Widerspruch${N}…`,
  objectOf: (name: string) => `Widerspruch von ${name}`,
  objected: (words: string) => `Hat widersprochen: ${words}`,
  objectionHow: 'Wann und wie kam der Widerspruch?',
  objectionNow: 'Widerspruch festhalten',
  objectionHint: 'Das Foto wird zurückgehalten, bis die Person nicht mehr zu erkennen ist oder ein Grund genannt ist.',
  takenBack: 'Widerspruch zurückgenommen',
};

import type { DialogName } from '../frame/dialogs.svelte.ts';
import type { Screen } from '../frame/route.svelte.ts';

const screens: Record<Screen, string> = {
  overview: 'übersicht',
  release: 'meldung',
  photos: 'fotos',
  evidence: 'nachweis',
  channels: 'mit-einem-newsroom-server-verbinden',
  options: 'briefköpfe',
  incoming: 'aus-word-und-aus-mails',
};

/** Where a dialog asks something that its screen's chapter does not say. */
const dialogs: Partial<Record<DialogName, string>> = {
  plan: 'einplanen',
  now: 'einplanen',
  move: 'der-termin-verschiebt-sich',
  lift: 'zeiten',
  signal: 'zeiten',
  correct: 'korrigieren',
  rename: 'korrigieren',
  stopWhich: 'anhalten-zurückhalten-zurückziehen',
  withdraw: 'anhalten-zurückhalten-zurückziehen',
  delete: 'anhalten-zurückhalten-zurückziehen',
  compare: 'schreiben',
  dropFromMargin: 'schreiben',
  many: 'viele-fotos',
  approve: 'zu-mehreren',
  handOn: 'als-datei-weitergeben',
  receive: 'als-datei-weitergeben',
};

/** What stands on a screen that is not its own: nothing is there yet, or photos are being cut. */
export const first = 'die-ersten-schritte';
export const cutting = 'zuschneiden-begradigen-unkenntlich-machen';

/** Every chapter that the window leads to. */
export const chapters = [first, cutting, ...Object.values(screens), ...Object.values(dialogs)];

/** The chapter that belongs to what is in front. */
export function chapter(screen: Screen, dialog: DialogName | null): string {
  return (dialog && dialogs[dialog]) ?? screens[screen];
}

const STOPS =
  'button:not([disabled]),a[href],input:not([disabled]),select:not([disabled]),textarea:not([disabled]),summary,[tabindex="0"]';

/** Tab within a dialog. »Anhalten« stays lit above the veil and belongs to the loop. */
export function trap(box: HTMLElement, event: KeyboardEvent): void {
  const within = box.querySelectorAll<HTMLElement>(STOPS);
  const stop = document.querySelector<HTMLElement>('.anhalten');
  const stops = stop ? [...within, stop] : [...within];
  const here = stops.indexOf(document.activeElement as HTMLElement);
  const next =
    here < 0
      ? event.shiftKey
        ? stops.length - 1
        : 0
      : (here + (event.shiftKey ? -1 : 1) + stops.length) % stops.length;
  event.preventDefault();
  stops[next]?.focus();
}

const FOCUSABLE =
  'button:not([disabled]),a[href],input:not([tabindex="-1"]),select,textarea,[contenteditable="true"],[tabindex="0"]';

/** F6: to the next region of the window, Shift F6 to the one before. */
export function nextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => !region.inert && region.offsetParent !== null,
  );
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  for (let tried = 1; tried <= regions.length; tried += 1) {
    const region = regions[(Math.max(here, step < 0 ? 0 : -1) + step * tried + regions.length * 2) % regions.length];
    const first = region?.querySelector<HTMLElement>(FOCUSABLE);
    if (first) {
      first.focus();
      return;
    }
  }
}

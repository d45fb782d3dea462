import { tick } from 'svelte';

import type { PagesView } from '../host/bindings/PagesView.ts';
import type { Release } from '../host/bindings/Release.ts';
import { asProblem, call } from '../host/ipc.ts';
import { open } from '../releases/release.svelte.ts';
import { t } from '../text/index.ts';
import { pages } from './pages.svelte.ts';

/** What goes to the printer: the pages as they are typeset, laid out in a document that only the printer sees. */
class Printing {
  /** They stay after the dialog has closed: the system may fetch them later. */
  view = $state.raw<PagesView | null>(null);

  /** »Drucken«: opens the system's dialog with the pages of what is open. */
  async print(): Promise<void> {
    const { fields, body } = open;
    if (!fields) return;
    const release: Release = { ...($state.snapshot(fields) as Omit<Release, 'body'>), body };
    try {
      const view = await call('set_pages', { release, variant: pages.variant, withPhotos: pages.withPhotos });
      if (view.pages.length === 0) {
        const [first] = view.findings;
        throw { code: 'paper.no_pages', sentence: first?.sentence ?? t.paper.none, nextStep: first?.nextStep ?? '', choices: [] };
      }
      this.view = view;
      await tick();
      await drawn();
      await call('print_sheets', null);
    } catch (error) {
      open.problem = asProblem(error);
    }
  }
}

/** When each page is there, or will not come. */
async function drawn(): Promise<void> {
  const images = [...document.querySelectorAll<HTMLImageElement>('.druckbogen img')];
  await Promise.all(
    images.map((image) =>
      image.complete ? null : new Promise((done) => ['load', 'error'].forEach((event) => image.addEventListener(event, done))),
    ),
  );
}

export const printing = new Printing();

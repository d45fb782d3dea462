import type { PagesView } from '../host/bindings/PagesView.ts';
import type { PaperVariant } from '../host/bindings/PaperVariant.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import type { Release } from '../host/bindings/Release.ts';
import { asProblem, call } from '../host/ipc.ts';

export type Zoom = 'width' | '75' | '100' | '150';

/** The pages beside the text: set anew with each change, one setting at a time, the newest words last. */
class Pages {
  shown = $state(false);
  variant = $state<PaperVariant>('embargoed');
  withPhotos = $state(true);
  zoom = $state<Zoom>('width');
  view = $state.raw<PagesView | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** The block of the body in which the cursor stands. */
  block = $state(0);

  #next: Release | null = null;
  #working = false;

  /** Sets this release, as soon as the setting before it is done. */
  set(release: Release): void {
    this.#next = release;
    void this.#work();
  }

  forget(): void {
    this.#next = null;
    this.view = null;
    this.problem = null;
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      while (this.#next !== null) {
        const release = this.#next;
        this.#next = null;
        await this.#once(release);
      }
    } finally {
      this.#working = false;
    }
  }

  async #once(release: Release): Promise<void> {
    try {
      const view = await call('set_pages', { release, variant: this.variant, withPhotos: this.withPhotos });
      // Where nothing can be set, the last pages stay, and what is the matter stands beside them.
      this.view = view.pages.length > 0 || this.view === null ? view : { ...this.view, findings: view.findings };
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }
}

export const pages = new Pages();

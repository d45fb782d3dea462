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
  /** Whether pages are being set. */
  working = $state(false);
  /** The block of the body in which the cursor stands. */
  block = $state(0);

  #next: Release | null = null;
  /** The same as `working`, for those who must not wake when it changes. */
  #busy = false;
  /** The release whose pages are shown: those of another one never stand beside it. */
  #of: string | null = null;

  /** Sets this release, as soon as the setting before it is done. */
  set(release: Release): void {
    if (this.#of !== release.id) this.forget();
    this.#of = release.id;
    this.#next = release;
    void this.#work();
  }

  /** Makes room for what stands beside the text otherwise. */
  hide(): void {
    this.shown = false;
    this.forget();
  }

  forget(): void {
    this.#of = null;
    this.#next = null;
    this.view = null;
    this.problem = null;
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = this.working = true;
    try {
      while (this.#next !== null) {
        const release = this.#next;
        this.#next = null;
        await this.#once(release);
      }
    } finally {
      this.#busy = this.working = false;
    }
  }

  async #once(release: Release): Promise<void> {
    try {
      const view = await call('set_pages', { release, variant: this.variant, withPhotos: this.withPhotos });
      if (this.#of !== release.id) return;
      // Where nothing can be set, the last pages stay, and what is the matter stands beside them.
      this.view = view.pages.length > 0 || this.view === null ? view : { ...this.view, findings: view.findings };
      this.problem = null;
    } catch (error) {
      if (this.#of === release.id) this.problem = asProblem(error);
    }
  }
}

export const pages = new Pages();

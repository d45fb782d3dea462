import type { SearchView } from '../host/bindings/SearchView.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import { asProblem, call } from '../host/ipc.ts';

const NOTHING: SearchView = { releases: [], photos: [], persons: [], more: false };

/** What is looked for, and what was found. */
class Search {
  words = $state('');
  view = $state.raw<SearchView>(NOTHING);
  /** The words that `view` answers. */
  answered = $state('');
  problem = $state.raw<Problem | null>(null);
  #asking = false;

  /** Looks for what stands there; while the desk is at it, only the last words are asked for next. */
  async look(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.answered !== this.words) {
        const { words } = this;
        this.view = words.trim() === '' ? NOTHING : await call('search', { words });
        this.answered = words;
        this.problem = null;
      }
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.#asking = false;
    }
  }

  /** Begins anew, with these words. */
  start(words = ''): void {
    this.words = words;
    this.answered = '';
    this.view = NOTHING;
    this.problem = null;
    void this.look();
  }
}

export const search = new Search();

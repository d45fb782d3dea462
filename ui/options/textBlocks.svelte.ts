import { announcer } from '../frame/announcer.svelte.ts';
import type { ReleaseId } from '../host/bindings/ReleaseId.ts';
import type { TextBlockRequest } from '../host/bindings/TextBlockRequest.ts';
import type { TextBlockRow } from '../host/bindings/TextBlockRow.ts';
import type { TextBlocks as Answer } from '../host/bindings/TextBlocks.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import { asProblem, call } from '../host/ipc.ts';
import { t } from '../text/index.ts';

/** By what two shortcuts are the same, as the desk has it. */
export const folded = (shortcut: string): string => shortcut.toLowerCase();

/** The text blocks, as the desk last said: filled in for the release that was asked about. */
class TextBlocks {
  rows = $state.raw<TextBlockRow[]>([]);
  isKnown = $state(false);
  problem = $state.raw<Problem | null>(null);
  removed = $state.raw<TextBlockRow | null>(null);
  #release: ReleaseId | null = null;

  async refresh(release: ReleaseId | null): Promise<void> {
    this.#release = release;
    try {
      const { rows } = await call('text_blocks', { release });
      // Another release may have been opened while the desk was asked.
      if (this.#release !== release) return;
      this.rows = rows;
      this.isKnown = true;
    } catch (error) {
      // Without them one can write just as well; where they are kept it is told.
      if (release === null) this.problem = asProblem(error);
    }
  }

  async put(request: TextBlockRequest): Promise<Problem | null> {
    const said = request.number === null ? t.textBlocks.said.added : t.textBlocks.said.changed;
    return this.#act(() => call('put_text_block', request), said);
  }

  async remove(row: TextBlockRow): Promise<boolean> {
    this.problem = await this.#act(() => call('remove_text_block', { number: row.number }));
    if (this.problem === null) this.removed = row;
    return this.problem === null;
  }

  async putBack(): Promise<void> {
    if (!this.removed) return;
    const { shortcut, language, words } = this.removed;
    const back = { number: null, shortcut, language, words };
    this.problem = await this.#act(() => call('put_text_block', back), t.textBlocks.said.back);
  }

  /** When it was used last is told in Optionen; that it could not be noted is no reason to disturb who writes. */
  used(number: number): void {
    void call('used_text_block', { number }).catch(() => undefined);
  }

  async #act(ask: () => Promise<Answer>, said = ''): Promise<Problem | null> {
    try {
      this.rows = (await ask()).rows;
      this.removed = null;
      if (said !== '') announcer.say(said);
      return null;
    } catch (error) {
      return asProblem(error);
    }
  }
}

export const textBlocks = new TextBlocks();

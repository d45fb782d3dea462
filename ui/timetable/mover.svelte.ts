import { dialogs } from '../frame/dialogs.svelte.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import type { SlotId } from '../host/bindings/SlotId.ts';
import { open } from '../releases/release.svelte.ts';
import { t } from '../text/index.ts';
import { type Handle, handles, request } from './gates.ts';

/** Of which photo the dialog »Termin verschiebt sich« asks first; taken by it when it opens. */
let asked: SlotId | null = null;

export function takeAsked(): SlotId | null {
  const slot = asked;
  asked = null;
  return slot;
}

/** Moves the gates of the release that is open, by the same verb as the fields beside it. */
class Mover {
  /** What was asked for and has not been answered yet; the newest counts. */
  wanted = $state.raw<{ id: string; key: string; at: number } | null>(null);
  #isQueued = false;

  handles(now: number): Handle[] {
    const { view, fields } = open;
    return view && fields ? handles(fields, view.lanes, now) : [];
  }

  /** A draft's time: saved at once, and once however fast the keys come. */
  async move(key: string, at: number): Promise<void> {
    const { id } = open;
    if (id === null) return;
    this.wanted = { id, key, at };
    if (this.#isQueued) return;
    this.#isQueued = true;
    let asking = this.wanted;
    let isAsked = false;
    const problem = await open.act('set_times', () => {
      // Its turn has come: what is wanted from here on is a question of its own.
      this.#isQueued = false;
      isAsked = true;
      asking = this.wanted ?? asking;
      const made = open.fields && request(open.fields, asking.key, asking.at);
      if (!made) throw { code: 'slot.unknown', ...t.gates.gone, choices: [] } satisfies Problem;
      return made;
    });
    if (!isAsked) this.#isQueued = false;
    if (this.wanted === asking) this.wanted = null;
    if (problem) open.problem = problem;
  }

  /** What is planned moves only once that was confirmed. */
  ask(handle: Handle): void {
    asked = handle.key === 'text' ? null : handle.key;
    dialogs.show('move');
  }
}

export const mover = new Mover();

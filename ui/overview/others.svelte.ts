import type { OtherRelease } from '../host/bindings/OtherRelease.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import type { ReleaseId } from '../host/bindings/ReleaseId.ts';
import { mayLeave, show } from '../frame/actions.ts';
import { asProblem, call } from '../host/ipc.ts';
import { releases } from './overview.svelte.ts';

/** What others of the office have at the newsroom. */
class Others {
  rows = $state.raw<OtherRelease[]>([]);
  problem = $state.raw<Problem | null>(null);
  /** Which of them something is being done with. */
  busy = $state<ReleaseId | null>(null);

  /** A newsroom that is away is told in the status line; what is known stays known. */
  async refresh(): Promise<void> {
    try {
      this.rows = (await call('others', null)).rows;
    } catch {
      // See above.
    }
  }

  stop(id: ReleaseId): Promise<void> {
    return this.#act(id, async () => {
      this.rows = (await call('stop_other', { id })).rows;
    });
  }

  takeOver(id: ReleaseId): Promise<void> {
    return this.#act(id, async () => {
      if (!(await mayLeave())) return;
      show(await call('take_over', { id }));
      await Promise.all([this.refresh(), releases.refresh()]);
    });
  }

  async #act(id: ReleaseId, act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = id;
    this.problem = null;
    try {
      await act();
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.busy = null;
    }
  }
}

export const others = new Others();

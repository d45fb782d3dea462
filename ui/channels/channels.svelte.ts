import type { NewsroomCheck } from '../host/bindings/NewsroomCheck.ts';
import type { NewsroomView } from '../host/bindings/NewsroomView.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import { asProblem, call } from '../host/ipc.ts';
import { releases } from '../overview/overview.svelte.ts';

/** The newsroom of this desk. */
class Channels {
  view = $state.raw<NewsroomView | null>(null);
  check = $state.raw<NewsroomCheck | null>(null);
  problem = $state.raw<Problem | null>(null);
  working = $state(false);

  async refresh(): Promise<void> {
    if (this.working) return;
    try {
      this.view = await call('newsroom', null);
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  /** Returns whether the desk is paired now. */
  connect(address: string, line: string): Promise<boolean> {
    return this.#work(async () => {
      this.view = await call('connect_newsroom', { address, line });
      this.check = null;
    });
  }

  /** `null` when it is done. */
  async disconnect(anyway: boolean): Promise<Problem | null> {
    try {
      this.view = await call('disconnect_newsroom', { anyway });
      this.check = null;
      void releases.refresh();
      return null;
    } catch (error) {
      return asProblem(error);
    }
  }

  look(): Promise<boolean> {
    return this.#work(async () => {
      this.check = await call('check_newsroom', null);
    });
  }

  async #work(what: () => Promise<void>): Promise<boolean> {
    this.working = true;
    this.problem = null;
    try {
      await what();
      return true;
    } catch (error) {
      this.problem = asProblem(error);
      return false;
    } finally {
      this.working = false;
      void releases.refresh();
    }
  }
}

export const channels = new Channels();

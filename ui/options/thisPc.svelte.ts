import type { Problem } from '../host/bindings/Problem.ts';
import type { ThisPc } from '../host/bindings/ThisPc.ts';
import { asProblem, call } from '../host/ipc.ts';

/** What belongs to this PC and to no release. */
class ThisPcOptions {
  view = $state.raw<ThisPc | null>(null);
  problem = $state.raw<Problem | null>(null);

  async refresh(): Promise<void> {
    await this.#ask(() => call('this_pc', null));
  }

  async startAtLogin(atLogin: boolean): Promise<void> {
    await this.#ask(() => call('start_at_login', { atLogin }));
  }

  async #ask(question: () => Promise<ThisPc>): Promise<void> {
    try {
      this.view = await question();
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
      // What was ticked in vain is not ticked.
      this.view = this.view && { ...this.view };
    }
  }
}

export const thisPc = new ThisPcOptions();

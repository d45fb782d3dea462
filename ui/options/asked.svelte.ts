import type { Problem } from '../host/bindings/Problem.ts';
import { asProblem } from '../host/ipc.ts';

/** Options as the desk last said them, and why the last change was refused. */
export class Asked<View extends object> {
  view = $state.raw<View | null>(null);
  problem = $state.raw<Problem | null>(null);

  /** Whether the desk answered. */
  protected async ask(question: () => Promise<View>): Promise<boolean> {
    try {
      this.view = await question();
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
      // What was chosen in vain is not chosen.
      this.view = this.view && { ...this.view };
    }
    return this.problem === null;
  }
}

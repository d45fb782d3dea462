import type { Evidence } from '../host/bindings/Evidence.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import type { ReleaseId } from '../host/bindings/ReleaseId.ts';
import { asProblem, call } from '../host/ipc.ts';

/** The Nachweis of one release. */
class Proof {
  id = $state<ReleaseId | null>(null);
  shown = $state.raw<Evidence | null>(null);
  problem = $state.raw<Problem | null>(null);

  async refresh(id: ReleaseId): Promise<void> {
    if (this.id !== id) {
      this.id = id;
      this.shown = null;
    }
    try {
      const evidence = await call('evidence', { id });
      if (this.id !== id) return;
      this.shown = evidence;
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }
}

export const proof = new Proof();

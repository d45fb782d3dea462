import type { Problem } from '../host/bindings/Problem.ts';
import type { Proposal } from '../host/bindings/Proposal.ts';
import { asProblem, call } from '../host/ipc.ts';
import { releases } from './overview.svelte.ts';

/** What others of the office have proposed, and waits for this person. */
class Proposals {
  rows = $state.raw<Proposal[]>([]);
  shown = $state.raw<Proposal | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  /** Who wrote cannot alone let it go public. */
  fourEyes = $state(false);

  /** Asks who sits here; a newsroom that is away is told in the status line. */
  async ask(): Promise<void> {
    try {
      this.fourEyes = (await call('office', null)).fourEyes;
    } catch {
      // What is known stays known.
    }
  }

  /** A newsroom that is away is told in the status line, and nobody is asked to approve what cannot be read. */
  async refresh(): Promise<void> {
    try {
      const office = await call('office', null);
      this.fourEyes = office.fourEyes;
      const told = office.mayApprove ? await call('proposals', null) : { rows: [], unreadable: [] };
      this.rows = told.rows;
      this.problem = told.unreadable[0] ?? null;
    } catch (error) {
      const problem = asProblem(error);
      this.problem = problem.code.startsWith('approval.') ? problem : null;
    }
  }

  async approve(proposal: Proposal): Promise<boolean> {
    this.busy = true;
    try {
      this.rows = (await call('approve', { id: proposal.id, shown: proposal.shown })).rows;
      this.problem = null;
      await releases.refresh();
      return true;
    } catch (error) {
      this.problem = asProblem(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

export const proposals = new Proposals();

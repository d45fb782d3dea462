import type { Overview } from '../host/bindings/Overview.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import type { ReleaseId } from '../host/bindings/ReleaseId.ts';
import type { ReleaseRow } from '../host/bindings/ReleaseRow.ts';
import { asProblem, call } from '../host/ipc.ts';
import { clock } from '../frame/clock.svelte.ts';

/** All releases, and the clock of the newsroom. */
class Releases {
  shown = $state.raw<Overview | null>(null);
  problem = $state.raw<Problem | null>(null);
  #asking: Promise<void> | null = null;
  /** So many are shown of those of which nothing is planned. */
  #most = 60;
  /** Of the last answer what is neither a row nor the clock. */
  #rest: unknown = null;
  /** Of the archive, at the last answer. */
  #changes: number | null = null;

  get rows(): ReleaseRow[] {
    return this.shown?.releases ?? [];
  }

  get planned(): ReleaseRow[] {
    return this.rows.filter(hasSomethingPlanned);
  }

  row(id: ReleaseId | null): ReleaseRow | undefined {
    return this.rows.find((row) => row.id === id);
  }

  get older(): number {
    return this.shown?.older ?? 0;
  }

  /** Shows older ones too. */
  more(): Promise<void> {
    this.#most += 200;
    return this.refresh();
  }

  /** Nothing waits for its time, and nothing is on its way: only what is written to the archive can change it. */
  get isAtRest(): boolean {
    const moves = this.rows.some((row) => row.isStopQueued || hasSomethingPlanned(row));
    return this.shown !== null && !moves && this.shown.alarms.length === 0;
  }

  /** Asks for all of it only if anything has moved. */
  async glance(): Promise<void> {
    try {
      const status = await call('status', null);
      if (status.changes === this.#changes) clock.take(status);
      else await this.refresh();
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #ask(): Promise<void> {
    try {
      const overview = await call('overview', { most: this.#most });
      this.problem = null;
      this.#take(overview);
      this.#changes = overview.status.changes;
      clock.take(overview.status);
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  /** What is as it was stays the same object, so that nothing is drawn anew for it each second. */
  #take(told: Overview): void {
    const { status, releases: rows, ...rest } = told;
    const before = new Map(this.rows.map((row) => [row.id, row]));
    const releases = rows.map((row) => {
      const known = before.get(row.id);
      return known && same(known, row) ? known : row;
    });
    const isMoved =
      releases.length !== this.rows.length || releases.some((row, index) => row !== this.rows[index]);
    if (isMoved || !this.shown || !same(rest, this.#rest)) {
      this.#rest = rest;
      this.shown = { status, releases, ...rest };
    }
  }
}

/** Of what the desk answers, whose fields are always in the same order. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether »Anhalten« would still stop something of it. */
export function hasSomethingPlanned(row: Pick<ReleaseRow, 'lanes'>): boolean {
  const planned = ['locked', 'proposed', 'pending', 'reserved'];
  return row.lanes.some((lane) => planned.includes(lane.state));
}

export const releases = new Releases();

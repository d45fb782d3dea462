/** Of each change: accepted, rejected, or still open. */
export type Decision = boolean | null;

/** The decisions about the changes of one file, each of which can be taken back. */
export class Decisions {
  readonly all: Decision[];
  readonly #before: { index: number; was: Decision }[] = [];

  constructor(count: number) {
    this.all = Array.from({ length: count }, () => null);
  }

  get open(): number {
    return this.all.filter((decision) => decision === null).length;
  }

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  decide(index: number, decision: Decision): void {
    const was = this.all[index];
    if (was === undefined || was === decision) return;
    this.#before.push({ index, was });
    this.all[index] = decision;
  }

  /** Takes the last decision back; answers which change it was about. */
  undo(): number | null {
    const last = this.#before.pop();
    if (!last) return null;
    this.all[last.index] = last.was;
    return last.index;
  }

  /** The next change that is open: after this one, else from the beginning; this one where none is. */
  next(from: number): number {
    const count = this.all.length;
    for (let step = 1; step <= count; step += 1) {
      const index = (from + step) % count;
      if (this.all[index] === null) return index;
    }
    return from;
  }
}

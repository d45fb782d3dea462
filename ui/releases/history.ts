/** A step that can be taken back: a field as it was and as it became, or a group of edits in the editor. */
export type Step<Fields> =
  { kind: 'field'; name: string; before: Fields; after: Fields; at: number } | { kind: 'body' };

/** Edits of one field within this time, in milliseconds, are one step. */
const GROUP = 1_000;

/**
 * One history for the whole sheet, so that »Rückgängig« takes back what was done last, wherever that was.
 *
 * The editor keeps the steps of the body itself; here stands only when they happened.
 */
export class History<Fields> {
  #done: Step<Fields>[] = [];
  #undone: Step<Fields>[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  field(name: string, before: Fields, after: Fields, at: number): void {
    this.#undone = [];
    const last = this.#done.at(-1);
    if (last?.kind === 'field' && last.name === name && at - last.at < GROUP) {
      last.after = after;
      last.at = at;
      return;
    }
    this.#done.push({ kind: 'field', name, before, after, at });
  }

  body(): void {
    this.#undone = [];
    this.#done.push({ kind: 'body' });
  }

  undo(): Step<Fields> | undefined {
    const step = this.#done.pop();
    if (step) this.#undone.push(step);
    return step;
  }

  redo(): Step<Fields> | undefined {
    const step = this.#undone.pop();
    if (step) this.#done.push(step);
    return step;
  }

  /** The editor is gone, and its steps with it. */
  forgetBody(): void {
    this.#done = this.#done.filter((step) => step.kind !== 'body');
    this.#undone = this.#undone.filter((step) => step.kind !== 'body');
  }
}

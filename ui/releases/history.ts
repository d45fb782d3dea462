import type { Body } from '../host/bindings/Body.ts';
import type { HistoryChange } from '../host/bindings/HistoryChange.ts';
import type { HistoryView } from '../host/bindings/HistoryView.ts';
import { type Patch, patchBetween } from './patch.ts';

/** A step that can be taken back: the fields that it changed as they were and as they became, and the blocks. */
export interface Step<Fields> {
  name: string;
  at: number;
  fields?: { before: Partial<Fields>; after: Partial<Fields> };
  body?: Patch;
}

/** A sheet as it stands. */
export interface Sheet<Fields> {
  fields: Fields;
  body: Body;
}

/** Edits of one field within this time, in milliseconds, are one step. */
const GROUP = 1_000;
/** After a pause in typing as long as this, what follows in the text is another step. */
const PAUSE = 500;
/** How many steps are kept. */
export const MOST = 200;

/**
 * One history for the whole sheet, so that »Rückgängig« takes back what was done last, wherever that was.
 *
 * Each step holds what it changed and can be written down, so the desk keeps the history with the draft
 * ([decision 35]): what was not handed over yet is in `take`.
 */
export class History<Fields extends object> {
  #done: Step<Fields>[] = [];
  #undone: Step<Fields>[] = [];
  /** The body around the last step while it can still grow. */
  #growing: { before: Body; after: Body } | null = null;
  #isApart = false;
  /** The number of the oldest step there is. */
  #first = 0;
  /** How many of all steps, the undone ones last, the desk has as they are. */
  #kept = 0;
  #isMoved = false;

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** What comes next is a step of its own. */
  separate(): void {
    this.#isApart = true;
  }

  field(name: string, before: Fields, after: Fields, at: number): void {
    const fields = changed(before, after);
    if (Object.keys(fields.before).length === 0) return;
    const last = this.#done.at(-1);
    if (last?.fields && !last.body && last.name === name && at - last.at < GROUP && !this.#isApart) {
      this.#forgetUndone();
      last.fields = { before: { ...fields.before, ...last.fields.before }, after: { ...last.fields.after, ...fields.after } };
      this.#grew(last, at);
      return;
    }
    this.#push({ name, at, fields });
  }

  /** `isApart`: whether it is elsewhere in the text, or of another kind, than what was typed before. */
  body(before: Body, after: Body, at: number, isApart: boolean): void {
    const last = this.#done.at(-1);
    if (last?.name === 'body' && this.#growing && at - last.at < PAUSE && !isApart && !this.#isApart) {
      this.#forgetUndone();
      this.#growing.after = after;
      this.#grew(last, at);
      return;
    }
    this.#push({ name: 'body', at });
    this.#growing = { before, after };
  }

  /** A step that may change anything. */
  sheet(name: string, before: Sheet<Fields>, after: Sheet<Fields>, at: number): void {
    const fields = changed(before.fields, after.fields);
    const body = patchBetween(before.body, after.body);
    const isBody = body.removed.length > 0 || body.inserted.length > 0;
    if (!isBody && Object.keys(fields.before).length === 0) return;
    this.#push({ name, at, fields, ...(isBody ? { body } : {}) });
    this.#isApart = true;
  }

  undo(): Step<Fields> | undefined {
    this.#settle();
    const step = this.#done.pop();
    if (step) this.#undone.push(step);
    this.#isMoved = true;
    return step;
  }

  redo(): Step<Fields> | undefined {
    this.#settle();
    const step = this.#undone.pop();
    if (step) this.#done.push(step);
    this.#isMoved = true;
    return step;
  }

  /** Nothing of it fits the sheet any more. */
  clear(): void {
    this.#first += this.#done.length + this.#undone.length;
    this.#done = [];
    this.#undone = [];
    this.#growing = null;
    this.#kept = 0;
    this.#isMoved = true;
  }

  /** What the desk does not have yet; with it, it has all. */
  take(): HistoryChange | null {
    this.#measure();
    const all = this.#all();
    if (this.#kept === all.length && !this.#isMoved) return null;
    const steps = all.slice(this.#kept).map((step) => JSON.stringify(step));
    const change = {
      first: this.#first,
      keep: this.#first + this.#kept,
      position: this.#first + this.#done.length,
      steps,
    };
    this.#kept = all.length;
    this.#isMoved = false;
    return change;
  }

  /** The desk did not get what was taken last. */
  untake(): void {
    this.#kept = 0;
    this.#isMoved = true;
  }

  /** Goes on with what the desk has kept. What cannot be read, and all before it, is left. */
  load({ first, position, steps }: HistoryView): void {
    const read = steps.map(parsed<Fields>);
    const from = read.lastIndexOf(null) + 1;
    const whole = read.slice(from) as Step<Fields>[];
    const done = Math.min(Math.max(position - first - from, 0), whole.length);
    this.#done = whole.slice(0, done);
    this.#undone = whole.slice(done).reverse();
    this.#growing = null;
    this.#isApart = true;
    this.#first = first + from;
    this.#kept = whole.length;
    this.#isMoved = from > 0;
  }

  #all(): Step<Fields>[] {
    return [...this.#done, ...this.#undone.toReversed()];
  }

  #push(step: Step<Fields>): void {
    this.#settle();
    this.#forgetUndone();
    this.#isApart = false;
    this.#done.push(step);
    if (this.#done.length <= MOST) return;
    this.#done.shift();
    this.#first += 1;
    this.#kept = Math.max(0, this.#kept - 1);
  }

  #grew(last: Step<Fields>, at: number): void {
    last.at = at;
    this.#kept = Math.min(this.#kept, this.#done.length - 1);
  }

  #forgetUndone(): void {
    this.#undone = [];
    this.#kept = Math.min(this.#kept, this.#done.length);
  }

  /** Writes what the last step did to the body, as far as it has come. */
  #measure(): void {
    const last = this.#done.at(-1);
    if (this.#growing && last) last.body = patchBetween(this.#growing.before, this.#growing.after);
  }

  #settle(): void {
    this.#measure();
    this.#growing = null;
  }
}

/** The fields that differ. */
function changed<Fields extends object>(before: Fields, after: Fields): { before: Partial<Fields>; after: Partial<Fields> } {
  const found = { before: {} as Partial<Fields>, after: {} as Partial<Fields> };
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Fields>) {
    if (JSON.stringify(before[name]) === JSON.stringify(after[name])) continue;
    found.before[name] = before[name];
    found.after[name] = after[name];
  }
  return found;
}

function parsed<Fields>(json: string): Step<Fields> | null {
  try {
    const step = JSON.parse(json) as Step<Fields> | null;
    return step && typeof step.name === 'string' && (step.fields ?? step.body) ? step : null;
  } catch {
    return null;
  }
}

import { machineTime } from '../host/time.ts';
import type { Body } from '../host/bindings/Body.ts';
import type { Fix } from '../host/bindings/Fix.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import type { Release } from '../host/bindings/Release.ts';
import type { ReleaseId } from '../host/bindings/ReleaseId.ts';
import type { ReleaseView } from '../host/bindings/ReleaseView.ts';
import type { Saved } from '../host/bindings/Saved.ts';
import type { SlotInput } from '../host/bindings/SlotInput.ts';
import type { Span } from '../host/bindings/Span.ts';
import type { UnsureView } from '../host/bindings/UnsureView.ts';
import { type Answer, asProblem, call, type CommandName, type Request } from '../host/ipc.ts';
import { releases } from '../overview/overview.svelte.ts';
import { t } from '../text/index.ts';
import { dueAgain } from '../timetable/typed.ts';
import { plainBody, sameBody, wordsOf } from './body.ts';
import { History, type Sheet, type Step } from './history.ts';
import type { Layer } from './marks/marking.ts';
import type { LineMark } from './marks/marks.ts';
import { back, forth } from './patch.ts';
import { Saver } from './saver.ts';
import type { Expansion } from './textBlocks/expanding.ts';

/** The sheet without its text. */
export type Fields = Omit<Release, 'body'>;

/** What the window may take back: photos, and what was set aside, are the desk's. */
function words({ fields, body }: { fields: Fields; body: Body }): { fields: Fields; body: Body } {
  const { overrides: _overrides, ...rest } = fields;
  return { fields: { ...rest, photos: [] }, body };
}

/** What was there before, where the answer says the same: nothing is drawn anew for it. */
function unlessAlike<Part>(before: Part, answered: Part): Part {
  return JSON.stringify(before) === JSON.stringify(answered) ? before : answered;
}

/** What the store needs of the editor while it is on the screen. */
export interface EditorHandle {
  /** Puts this body there; the cursor goes to where it differs. */
  setBody(body: Body): void;
  setMarks(layer: Layer, marks: LineMark[]): void;
  /** What the cursor stands in. */
  markAt(layer: Layer): string | null;
  replaceMark(layer: Layer, key: string, text: string): void;
  /** Where the cursor stands. */
  cursor(): { block: number; offset: number };
  focus(): void;
  /** Puts a text block where the cursor stands; what is left to be filled in. */
  insertBlock(expansion: Expansion): string[];
  /** Selects words of a block, of a list of its item `line`; without words the cursor stands at the beginning. */
  focusLine(block: number, line: number, span: Span | null): void;
  /** Puts the cursor at the beginning of a block. */
  focusBlock(block: number): void;
}

/** The verbs that answer with the release as it now stands. */
type Verb = { [Name in CommandName]: Answer<Name> extends ReleaseView ? Name : never }[CommandName];

/**
 * The release that is open.
 *
 * The words are the window's: they are taken from the desk on opening, and sent to it after each change. Times,
 * photos and the state are the desk's: the window shows what the desk last said.
 */
class OpenRelease {
  view = $state.raw<ReleaseView | null>(null);
  fields = $state<Fields | null>(null);
  body = $state.raw<Body>({ type: 'doc', content: [] });
  savedAt = $state<string | null>(null);
  saving = $state<'saved' | 'changed' | 'failed'>('saved');
  /** Why the words could not be saved. */
  saveProblem = $state.raw<Problem | null>(null);
  /** Why it cannot be shown. */
  openProblem = $state.raw<Problem | null>(null);
  /** Why the last verb was refused, where no field shows it. */
  problem = $state.raw<Problem | null>(null);
  unsure = $state.raw<UnsureView[]>([]);
  busy = $state(false);
  /** Of the text when it was last saved, with the spaces, as a reader counts them: not counted anew with each key. */
  characters = $state(0);
  canUndo = $state(false);
  canRedo = $state(false);

  #saver = new Saver(
    () => this.#save(),
    (error) => {
      this.saveProblem = asProblem(error);
      this.saving = 'failed';
    },
  );
  #history = new History<Fields>();
  #editor: EditorHandle | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  /** Counts changes here, so that an older answer never overwrites newer words. */
  #epoch = 0;

  get id(): ReleaseId | null {
    return this.view?.release.id ?? null;
  }

  async open(id: ReleaseId): Promise<void> {
    if (this.id === id || !(await this.settled())) return;
    this.openProblem = null;
    try {
      const [view, history] = await Promise.all([
        call('open_release', { id }),
        // Without its history a release can be worked on just as well.
        call('history', { id }).catch(() => null),
      ]);
      this.start(view);
      if (history) this.#history.load(history);
      this.#marks();
    } catch (error) {
      this.close();
      this.openProblem = asProblem(error);
    }
  }

  start(view: ReleaseView, unsure: UnsureView[] = []): void {
    this.#saver.stop();
    this.#history = new History<Fields>();
    this.#marks();
    this.unsure = unsure;
    this.saving = 'saved';
    this.saveProblem = null;
    this.problem = null;
    this.openProblem = null;
    this.view = view;
    this.savedAt = view.savedAt;
    this.#takeWords(view.release);
  }

  close(): void {
    this.#saver.stop();
    this.view = null;
    this.fields = null;
  }

  /** Asks the desk how things stand; words typed meanwhile win. */
  async refresh(): Promise<void> {
    const id = this.id;
    if (id === null) return;
    const epoch = this.#epoch;
    try {
      const view = await call('open_release', { id });
      if (this.id === id) this.#adopt(view, epoch);
    } catch {
      // The next question comes within a second; what is shown stays.
    }
  }

  /** Changes the sheet; `name` groups the changes that »Rückgängig« takes back at once. */
  edit(name: string, change: (fields: Fields) => void): void {
    if (!this.fields) return;
    const before = $state.snapshot(this.fields) as Fields;
    change(this.fields);
    this.#history.field(name, before, $state.snapshot(this.fields) as Fields, machineTime());
    this.#changed();
  }

  /** Changes anything of the sheet as one step. */
  change(name: string, change: (sheet: Sheet<Fields>) => Sheet<Fields>): void {
    if (!this.fields) return;
    const before = { fields: $state.snapshot(this.fields) as Fields, body: this.body };
    const after = change(before);
    this.#history.sheet(name, before, after, machineTime());
    this.fields = structuredClone(after.fields);
    if (!sameBody(after.body, this.body)) {
      this.body = after.body;
      this.#editor?.setBody(after.body);
    }
    this.#changed();
  }

  editBody(body: Body, isApart = false): void {
    if (sameBody(body, this.body)) return;
    this.#history.body(this.body, body, machineTime(), isApart);
    this.body = body;
    this.#changed();
  }

  /** What is edited next is a step of its own. */
  separate(): void {
    this.#history.separate();
  }

  attachEditor(editor: EditorHandle | null): void {
    this.#editor = editor;
  }

  setMarks(layer: Layer, marks: LineMark[]): void {
    this.#editor?.setMarks(layer, marks);
  }

  markAt(layer: Layer): string | null {
    return this.#editor?.markAt(layer) ?? null;
  }

  replaceMark(layer: Layer, key: string, text: string): void {
    this.#editor?.replaceMark(layer, key, text);
  }

  cursor(): { block: number; offset: number } {
    return this.#editor?.cursor() ?? { block: 0, offset: 0 };
  }

  /** Nothing where there is no text to put it into. */
  insertBlock(expansion: Expansion): string[] | null {
    return this.#editor?.insertBlock(expansion) ?? null;
  }

  focusEditor(): void {
    this.#editor?.focus();
  }

  focusBlock(block: number): void {
    this.#editor?.focusBlock(block);
  }

  focusLine(block: number, line: number, span: Span | null): void {
    this.#editor?.focusLine(block, line, span);
  }

  /** Lets the desk do what the preflight offers, as one step that can be taken back. */
  async fix(fix: Fix): Promise<void> {
    if (!this.fields || this.id === null) return;
    const before = { fields: $state.snapshot(this.fields) as Fields, body: this.body };
    const isDone = await this.do('fix', { id: this.id, fix });
    if (!isDone || !this.fields) return;
    const after = { fields: $state.snapshot(this.fields) as Fields, body: this.body };
    this.#history.sheet('fix', words(before), words(after), machineTime());
    this.#marks();
    // The desk keeps the step with the words it belongs to.
    this.#saver.touch();
  }

  undo(): void {
    this.#step(this.#history.undo(), 'before');
  }

  redo(): void {
    this.#step(this.#history.redo(), 'after');
  }

  /** Puts the sheet back to one side of a step. */
  #step(step: Step<Fields> | undefined, side: 'before' | 'after'): void {
    if (!step || !this.fields || !this.view) return;
    const body = step.body ? (side === 'before' ? back : forth)(this.body, step.body) : this.body;
    if (body === null) {
      // Somebody else has changed these very words meanwhile.
      this.#history.clear();
      this.problem = { code: 'undo.moved_on', ...t.editing.undoGone, choices: [] };
      this.#changed();
      return;
    }
    if (step.fields) {
      Object.assign(this.fields, structuredClone(step.fields[side]));
      this.#takeTimes(this.view.release);
    }
    if (step.body) {
      this.body = body;
      this.#editor?.setBody(body);
    }
    this.#changed();
  }

  /** Whether every word is safe. */
  async flush(): Promise<boolean> {
    return this.fields === null || this.#saver.flush();
  }

  /**
   * Does one thing with the release, after all that was asked before; the words are saved first.
   *
   * A request that repeats what the desk has said is a function: it is made when its turn comes, from what was
   * answered to those before it. The problem that stood in the way, or `null`.
   */
  act<Name extends Verb>(
    name: Name,
    request: Request<Name> | (() => Request<Name>),
    bytes?: Uint8Array,
  ): Promise<Problem | null> {
    const turn = this.#queue.then(() => this.#act(name, request, bytes));
    this.#queue = turn;
    return turn;
  }

  /** Sets a photo's time and words, and leaves the text's time as it then stands. */
  setSlot(slot: SlotInput): Promise<Problem | null> {
    const id = this.id ?? '';
    return this.act('set_times', () => ({ id, due: dueAgain(this.fields?.due ?? null), slots: [slot] }));
  }

  /** When all that was asked is done; whether every word is safe. */
  async settled(): Promise<boolean> {
    await this.#queue;
    return this.flush();
  }

  async #act<Name extends Verb>(
    name: Name,
    request: Request<Name> | (() => Request<Name>),
    bytes?: Uint8Array,
  ): Promise<Problem | null> {
    if (!(await this.flush())) return this.saveProblem;
    this.busy = true;
    const epoch = this.#epoch;
    try {
      const ask = call as (name: CommandName, request: unknown, ...bytes: Uint8Array[]) => Promise<unknown>;
      const asked = typeof request === 'function' ? (request as () => Request<Name>)() : request;
      const view = (await ask(name, asked, ...(bytes ? [bytes] : []))) as ReleaseView;
      if (view.release.id === this.id) this.#adopt(view, epoch);
      this.problem = null;
      void releases.refresh();
      return null;
    } catch (error) {
      return asProblem(error);
    } finally {
      this.busy = false;
    }
  }

  /** The like, where no field shows the problem: it stands in a band. */
  async do<Name extends Verb>(name: Name, request: Request<Name>): Promise<boolean> {
    const problem = await this.act(name, request);
    if (problem) this.problem = problem;
    return problem === null;
  }

  async #save(): Promise<void> {
    if (!this.fields) return;
    const release: Release = { ...($state.snapshot(this.fields) as Fields), body: this.body };
    const history = this.#history;
    const change = history.take();
    let saved: Saved;
    try {
      saved = await call('draft', { release, history: change });
    } catch (error) {
      if (change) history.untake();
      throw error;
    }
    if (!this.view || this.view.release.id !== release.id) return;
    this.savedAt = saved.savedAt;
    this.saveProblem = null;
    this.#count();
    this.saving = this.#saver.dirty ? 'changed' : 'saved';
    this.view = {
      ...this.view,
      savedAt: saved.savedAt,
      findings: unlessAlike(this.view.findings, saved.findings),
      fulfilled: unlessAlike(this.view.fulfilled, saved.fulfilled),
      wordCount: saved.wordCount,
      planned: this.view.planned && { ...this.view.planned, changes: saved.changes },
    };
  }

  #adopt(view: ReleaseView, epoch: number): void {
    const untouched = epoch === this.#epoch && !this.#saver.pending;
    if (untouched) {
      // Where it says the same as before, nothing is drawn anew for it.
      this.view = unlessAlike(this.view, view);
      this.savedAt = view.savedAt;
      if (!this.#sameWords(view.release)) this.#takeWords(view.release);
      return;
    }
    const planned = view.planned && { ...view.planned, changes: this.view?.planned?.changes ?? view.planned.changes };
    this.view = { ...view, planned };
    this.#takeTimes(view.release);
  }

  #sameWords(release: Release): boolean {
    const { body, ...fields } = release;
    return JSON.stringify(fields) === JSON.stringify(this.fields) && sameBody(plainBody(body), this.body);
  }

  #takeWords(release: Release): void {
    const { body, ...fields } = release;
    this.fields = fields;
    const plain = plainBody(body);
    if (!sameBody(plain, this.body)) {
      this.body = plain;
      this.#editor?.setBody(plain);
    }
    this.#count();
  }

  #count(): void {
    this.characters = [...wordsOf(this.body).replaceAll('\n', '')].length;
  }

  /** What has verbs of its own: the times, the photos, the letterhead. */
  #takeTimes(release: Release): void {
    if (!this.fields) return;
    const { due, photos, slug, letterhead, overrides } = release;
    Object.assign(this.fields, { due, photos, slug, letterhead, overrides });
  }

  #changed(): void {
    this.#epoch += 1;
    this.saving = this.saving === 'failed' ? 'failed' : 'changed';
    this.#marks();
    this.#saver.touch();
  }

  #marks(): void {
    this.canUndo = this.#history.canUndo;
    this.canRedo = this.#history.canRedo;
  }
}

export const open = new OpenRelease();

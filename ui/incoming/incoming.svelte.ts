import { announcer } from '../frame/announcer.svelte.ts';
import { dialogs } from '../frame/dialogs.svelte.ts';
import { route } from '../frame/route.svelte.ts';
import type { ImportView } from '../host/bindings/ImportView.ts';
import type { IncomingChange } from '../host/bindings/IncomingChange.ts';
import type { IncomingView } from '../host/bindings/IncomingView.ts';
import type { LeftOutView } from '../host/bindings/LeftOutView.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import { asProblem, call } from '../host/ipc.ts';
import { open } from '../releases/release.svelte.ts';
import { t } from '../text/index.ts';
import { type Decision, Decisions } from './decisions.ts';

/** A Word file or a mail that is being read in. Nothing of it is kept before »Als Entwurf übernehmen«. */
class Incoming {
  fileName = $state('');
  view = $state.raw<IncomingView | null>(null);
  /** Of each change what was decided. */
  decided = $state.raw<Decision[]>([]);
  /** The change that is looked at. */
  current = $state(0);
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** What is being read in the dialog. */
  reading = $state.raw<LeftOutView | null>(null);
  #bytes = new Uint8Array();
  #decisions = new Decisions(0);
  #pickers: HTMLInputElement[] = [];

  get open(): number {
    return this.decided.filter((decision) => decision === null).length;
  }

  get change(): IncomingChange | undefined {
    return this.view?.changes[this.current];
  }

  get canUndo(): boolean {
    return this.decided.length > 0 && this.#decisions.canUndo;
  }

  /** Takes part as long as it is on the screen. */
  picker(input: HTMLInputElement): () => void {
    this.#pickers.push(input);
    return () => (this.#pickers = this.#pickers.filter((other) => other !== input));
  }

  /** Strg O: asks which file. */
  pick(): void {
    this.#pickers.at(-1)?.click();
  }

  /** Reads a file. A text on which nothing hangs becomes a draft at once; `show` shows that. */
  async read(file: File, show: (adopted: ImportView) => void): Promise<void> {
    if (this.busy) return;
    if (this.decided.some((decision) => decision !== null)) {
      this.fail(t.incoming.underway(this.fileName));
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const view = await call('read_incoming', { fileName: file.name }, bytes);
      if (view.source === 'text' && view.leftOut.length === 0 && view.changes.length === 0) {
        const adopted = await call('adopt_incoming', { accepted: [] }, bytes);
        this.drop();
        show(adopted);
      } else {
        this.#begin(file.name, bytes, view);
        route.go('incoming');
      }
    } catch (error) {
      this.fail(asProblem(error));
    } finally {
      this.busy = false;
    }
  }

  decide(decision: Decision, index = this.current): void {
    const change = this.view?.changes[index];
    if (!change || this.busy) return;
    this.#decisions.decide(index, decision);
    this.decided = [...this.#decisions.all];
    if (decision === null) {
      this.current = index;
      return;
    }
    this.current = this.#decisions.next(index);
    const said = decision ? t.incoming.accepted : t.incoming.rejected;
    announcer.say(this.open === 0 ? t.incoming.sayAll(said) : t.incoming.sayNext(said, this.current + 1, this.open));
  }

  /** Takes the last decision back. */
  undo(): void {
    const index = this.#decisions.undo();
    if (index === null) return;
    this.decided = [...this.#decisions.all];
    this.current = index;
    announcer.say(t.incoming.sayUndone(index + 1));
  }

  go(index: number): void {
    if (this.view?.changes[index]) this.current = index;
  }

  async adopt(show: (adopted: ImportView) => void): Promise<void> {
    if (this.busy || this.open > 0) return;
    this.busy = true;
    this.problem = null;
    try {
      const accepted = this.decided.map((decision) => decision === true);
      const adopted = await call('adopt_incoming', { accepted }, this.#bytes);
      this.drop();
      show(adopted);
      announcer.say(t.incoming.sayAdopted);
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.busy = false;
    }
  }

  /** »Abbrechen«: what was decided is asked for first. */
  cancel(): void {
    if (this.decided.some((decision) => decision !== null)) dialogs.show('dropReading');
    else this.leave();
  }

  leave(): void {
    this.drop();
    route.go('overview');
  }

  /** Forgets the file. */
  drop(): void {
    this.#begin('', new Uint8Array(), null);
  }

  #begin(fileName: string, bytes: Uint8Array<ArrayBuffer>, view: IncomingView | null): void {
    this.fileName = fileName;
    this.#bytes = bytes;
    this.#decisions = new Decisions(view?.changes.length ?? 0);
    this.decided = [...this.#decisions.all];
    this.current = 0;
    this.problem = null;
    this.reading = null;
    this.view = view;
  }

  /** A problem is told where the officer is. */
  fail(problem: Problem): void {
    if (route.id !== null) open.problem = problem;
    else this.problem = problem;
    if (route.screen === 'channels' || route.screen === 'options') route.go('overview');
  }
}

export const incoming = new Incoming();

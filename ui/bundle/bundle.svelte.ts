import { announcer } from '../frame/announcer.svelte.ts';
import { dialogs } from '../frame/dialogs.svelte.ts';
import type { HandedOnFile } from '../host/bindings/HandedOnFile.ts';
import type { HandOnView } from '../host/bindings/HandOnView.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import type { ReceivedView } from '../host/bindings/ReceivedView.ts';
import type { ReleaseView } from '../host/bindings/ReleaseView.ts';
import { asProblem, call } from '../host/ipc.ts';
import { incoming } from '../incoming/incoming.svelte.ts';
import { open } from '../releases/release.svelte.ts';
import { t } from '../text/index.ts';

/** The largest file that is read: the desk holds it in memory. */
const MAX_BYTES = 512 * 1024 * 1024;

/** A release that goes to a colleague as a file, or has come as one. */
class Bundle {
  /** What would be in the file. */
  would = $state.raw<HandOnView | null>(null);
  /** The file that was made. */
  made = $state.raw<HandedOnFile | null>(null);
  received = $state.raw<ReceivedView | null>(null);
  /** A file has come while something else was asked. */
  waits = $state(false);
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);

  /** Whether a file is one of these, by its name. */
  is(file: File): boolean {
    return /\.sperrfrist$/i.test(file.name);
  }

  /** »Als Datei weitergeben …«: what was typed is saved before. */
  async ask(): Promise<void> {
    const { id } = open;
    if (id === null || !(await open.settled())) return;
    this.#begin();
    try {
      this.would = await call('would_hand_on', { id });
      dialogs.show('handOn');
    } catch (error) {
      open.problem = asProblem(error);
    }
  }

  async handOn(id: string, isLocked: boolean): Promise<void> {
    await this.#work(async () => {
      this.made = await call('hand_on', { id, isLocked });
    });
  }

  /** A file that was chosen or dropped. */
  async read(file: File): Promise<void> {
    if (file.size > MAX_BYTES) {
      incoming.fail(t.bundle.tooLarge(file.name));
      return;
    }
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      this.#show(await call('receive', { fileName: file.name }, bytes));
    } catch (error) {
      incoming.fail(asProblem(error));
    }
  }

  /** A file that the system has handed to the program. */
  async opened(): Promise<void> {
    try {
      const { received } = await call('opened_file', null);
      if (received) this.#show(received);
    } catch (error) {
      incoming.fail(asProblem(error));
    }
  }

  async unlock(passphrase: string): Promise<void> {
    await this.#work(async () => {
      this.received = await call('unlock_received', { passphrase });
    });
  }

  async adopt(show: (view: ReleaseView) => void): Promise<void> {
    await this.#work(async () => {
      const view = await call('adopt_received', null);
      this.received = null;
      dialogs.leave();
      show(view);
      announcer.say(t.bundle.sayAdopted);
    });
  }

  /** Nothing is kept of a file that was put away. */
  putAway(): void {
    if (this.received === null || this.waits) return;
    this.received = null;
    void call('put_away_received', null);
  }

  #show(received: ReceivedView): void {
    this.#begin();
    this.received = received;
    // The dialog that is there shows the new one.
    this.waits = dialogs.open !== 'receive';
  }

  #begin(): void {
    this.would = null;
    this.made = null;
    this.problem = null;
  }

  async #work(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.busy = false;
    }
  }
}

export const bundle = new Bundle();

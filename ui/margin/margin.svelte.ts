import { tick } from 'svelte';

import { announcer } from '../frame/announcer.svelte.ts';
import { dialogs } from '../frame/dialogs.svelte.ts';
import { route } from '../frame/route.svelte.ts';
import type { MarginKind } from '../host/bindings/MarginKind.ts';
import type { MarginView } from '../host/bindings/MarginView.ts';
import type { Place } from '../host/bindings/Place.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import type { ReleaseId } from '../host/bindings/ReleaseId.ts';
import { type Answer, asProblem, call, type CommandName, type Request } from '../host/ipc.ts';
import { open } from '../releases/release.svelte.ts';
import { spot } from '../releases/spot.ts';
import { t } from '../text/index.ts';

/** The verbs that answer with the margin as it then stands. */
type Verb = { [Name in CommandName]: Answer<Name> extends MarginView ? Name : never }[CommandName];

/** What is asked about before it is done: an entry goes, or what was said in it. */
type Dropping = MarginKind | 'given';

/** A comment that is being written: it waits while somebody looks something up on another screen. */
interface Writing {
  words: string;
  recipient: string;
}

/** What stands in the margin of the release that is open: it is the desk's, and no part of the release. */
class MarginStore {
  view = $state.raw<MarginView | null>(null);
  /** What the dialog asks about. */
  dropping = $state.raw<{ kind: Dropping; number: number; what: string } | null>(null);
  writing = $state<Writing>({ words: '', recipient: '' });
  /** Whose margin it is. */
  of = $state<ReleaseId | null>(null);
  /** Counts what was done here, so that an older answer never takes its place. */
  #epoch = 0;

  /** Asks how it stands, beside the words as they were last saved. */
  async refresh(): Promise<void> {
    const { id } = open;
    if (id === null) return;
    if (this.of !== id) {
      this.view = null;
      this.writing = { words: '', recipient: '' };
    }
    this.of = id;
    const epoch = this.#epoch;
    try {
      const view = await call('margin', { id });
      if (open.id === id && epoch === this.#epoch) this.view = view;
    } catch (error) {
      open.problem = asProblem(error);
    }
  }

  /** Does one thing, after every word is safe: what it is about is the text on the disk. */
  async act<Name extends Verb>(name: Name, request: Omit<Request<Name>, 'id'>, said: string): Promise<Problem | null> {
    const { id } = open;
    if (id === null) return null;
    if (!(await open.settled())) return open.saveProblem;
    try {
      const ask = call as (name: CommandName, request: unknown) => Promise<unknown>;
      const view = (await ask(name, { ...request, id })) as MarginView;
      this.#epoch += 1;
      if (open.id === id) this.view = view;
      announcer.say(said);
      await open.refresh();
      await tick();
      this.#comeBack(name === 'comment' || name === 'settle_comment' ? 'comments' : 'agreement');
      return null;
    } catch (error) {
      return asProblem(error);
    }
  }

  /** The like, where no form shows the problem: it stands in a band. */
  async do<Name extends Verb>(name: Name, request: Omit<Request<Name>, 'id'>, said: string): Promise<void> {
    const problem = await this.act(name, request, said);
    if (problem) open.problem = problem;
  }

  askToDrop(kind: Dropping, number: number, what: string): void {
    this.dropping = { kind, number, what };
    dialogs.show('dropFromMargin');
  }

  async drop(): Promise<Problem | null> {
    const { dropping } = this;
    if (dropping === null) return null;
    const { kind, number } = dropping;
    const problem =
      kind === 'given'
        ? await this.act('record_consent', { number, given: null }, t.margin.said.takenBack)
        : await this.act('drop_from_margin', { kind, number }, t.margin.said.removed);
    // The dialog gives the focus back to its button, which is gone.
    if (problem === null)
      requestAnimationFrame(() => requestAnimationFrame(() => this.#comeBack(kind === 'comment' ? 'comments' : 'agreement')));
    return problem;
  }

  /** What had the focus may be gone with what was done: the focus stays near. */
  #comeBack(near: string): void {
    const active = document.activeElement;
    if (active?.isConnected && active !== document.body) return;
    document.querySelector<HTMLElement>(`[data-place="${near}"]`)?.focus();
  }

  /** Goes to what an entry is about. */
  show(place: Place): void {
    const { id } = open;
    if (id === null) return;
    if (place.kind === 'photo') route.go('photos', id, place.slot);
    else route.go('release', id, spot(place, null));
  }
}

export const margin = new MarginStore();

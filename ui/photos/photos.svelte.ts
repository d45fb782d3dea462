import type { Caption } from '../host/bindings/Caption.ts';
import type { CleanView } from '../host/bindings/CleanView.ts';
import type { Person } from '../host/bindings/Person.ts';
import type { PhotoView } from '../host/bindings/PhotoView.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import type { ReleaseId } from '../host/bindings/ReleaseId.ts';
import { asProblem, call } from '../host/ipc.ts';
import { open } from '../releases/release.svelte.ts';
import { Saver } from '../releases/saver.ts';
import { pool } from './pool.svelte.ts';

export interface Refusal {
  fileName: string;
  problem: Problem;
}

/** More than so many at once come into the pool, to be chosen from. */
const MANY = 24;

interface Typed {
  id: ReleaseId;
  caption?: Caption;
  /** Their names stand in the caption as well. */
  people?: Person[];
}

/** The photos of the release that is open: which is looked at, what is being read in, what is being typed. */
class Photos {
  /** SHA-256 of the photo that is looked at. */
  selected = $state<string | null>(null);
  /** How many of how many files are read in; `null` when none are. */
  progress = $state<{ done: number; all: number } | null>(null);
  refusals = $state.raw<Refusal[]>([]);
  problem = $state.raw<Problem | null>(null);
  /** What is typed and not yet saved, by photo. */
  #typed = $state<Record<string, Typed>>({});
  /** Each with the release it was dropped on, which need not be the one that is open when its turn comes. */
  #queue: { id: ReleaseId; file: File; isOneOfMany: boolean }[] = [];

  #saver = new Saver(
    () => this.#save(),
    (error) => (this.problem = asProblem(error)),
  );

  get all(): PhotoView[] {
    return open.view?.photos ?? [];
  }

  get shown(): PhotoView | undefined {
    const found = this.all.find((photo) => photo.original === this.selected);
    if (found || pool.rows.some((row) => row.original === this.selected)) return found;
    return this.all[0];
  }

  captionOf(photo: PhotoView): Caption {
    const typed = this.#typed[photo.original];
    const caption = typed?.caption ?? photo.caption;
    return typed?.people ? { ...caption, persons: typed.people.map((person) => person.name) } : caption;
  }

  peopleOf(photo: PhotoView): Person[] {
    return this.#typed[photo.original]?.people ?? photo.people;
  }

  edit(photo: PhotoView, part: Partial<Caption>): void {
    const { id } = open;
    if (id === null) return;
    const { people } = this.#typed[photo.original] ?? {};
    this.#typed[photo.original] = { id, people, caption: { ...$state.snapshot(this.captionOf(photo)), ...part } };
    this.#saver.touch();
  }

  editPeople(photo: PhotoView, people: Person[]): void {
    const { id } = open;
    if (id === null) return;
    const { caption } = this.#typed[photo.original] ?? {};
    this.#typed[photo.original] = { id, caption, people: $state.snapshot(people) as Person[] };
    this.#saver.touch();
  }

  flush(): Promise<boolean> {
    return this.#saver.flush();
  }

  /** Reads the files in, one after the other; one that is refused does not hold up the others. */
  async import(files: Iterable<File>): Promise<void> {
    const { id } = open;
    if (id === null) return;
    const chosen = [...files];
    const fresh = chosen.map((file) => ({ id, file, isOneOfMany: chosen.length > MANY }));
    this.#queue.push(...fresh);
    if (this.progress) {
      this.progress.all += fresh.length;
      return;
    }
    this.progress = { done: 0, all: this.#queue.length };
    this.refusals = [];
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      if (next.isOneOfMany) await this.#pool(next.id, next.file);
      else await this.#attach(next.id, next.file);
      this.progress.done += 1;
    }
    pool.show();
    this.progress = null;
  }

  /** What is read in stays; nothing more is read. */
  cancel(): void {
    this.#queue = [];
  }

  forgetRefusal(refusal: Refusal): void {
    this.refusals = this.refusals.filter((other) => other !== refusal);
  }

  async choose(slot: string | null, original: string | null): Promise<void> {
    const { id } = open;
    if (id === null || !(await this.flush())) return;
    this.problem = await open.act('choose_photo', { id, slot, original });
  }

  /** What the press would get of it with the words as they are now; `null` where that cannot be read. */
  async reread(original: string): Promise<CleanView | null> {
    const { id } = open;
    if (id === null || !(await this.flush())) return null;
    try {
      return await call('reread_photo', { id, original });
    } catch (error) {
      this.problem = asProblem(error);
      return null;
    }
  }

  async #pool(id: ReleaseId, file: File): Promise<void> {
    try {
      await pool.add(id, file);
    } catch (error) {
      this.refusals = [...this.refusals, { fileName: file.name, problem: asProblem(error) }];
    }
  }

  async #attach(id: ReleaseId, file: File): Promise<void> {
    const before = new Set(this.all.map((photo) => photo.original));
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const problem = await open.act('attach_photo', { id, fileName: file.name }, bytes);
      if (problem) throw problem;
      const fresh = this.all.find((photo) => !before.has(photo.original));
      if (fresh) this.selected = fresh.original;
    } catch (error) {
      this.refusals = [...this.refusals, { fileName: file.name, problem: asProblem(error) }];
    }
  }

  async #save(): Promise<void> {
    for (const [original, typed] of Object.entries($state.snapshot(this.#typed) as Record<string, Typed>)) {
      const { id, caption, people } = typed;
      const persons = people?.map((person) => person.name);
      let problem: Problem | null = null;
      if (people) problem = await open.act('people', { id, original, people });
      if (!problem && caption)
        problem = await open.act('caption', { id, original, caption: persons ? { ...caption, persons } : caption });
      if (problem) throw problem;
      // What was typed meanwhile is newer and stays.
      if (JSON.stringify($state.snapshot(this.#typed[original])) === JSON.stringify(typed)) delete this.#typed[original];
    }
    this.problem = null;
  }
}

export const photos = new Photos();

import type { PhotoView } from '../host/bindings/PhotoView.ts';
import type { PooledPhoto } from '../host/bindings/PooledPhoto.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import type { ReleaseId } from '../host/bindings/ReleaseId.ts';
import { asProblem, call } from '../host/ipc.ts';
import { open } from '../releases/release.svelte.ts';

/** A place on the contact sheet: an attached photo, or one that may be. */
export interface Print {
  original: string;
  fileName: string;
  /** What is searched, in small letters. */
  words: string;
  photo: PhotoView | null;
  pooled: PooledPhoto | null;
}

/** How many of them come in before the sheet shows them: each showing costs the whole sheet. */
const BATCH = 40;

function small(words: string): string {
  return words.toLocaleLowerCase('de');
}

/** The pool of the release that is open. */
class Pool {
  rows = $state.raw<PooledPhoto[]>([]);
  search = $state('');
  /** Those that are to be compared, or taken together, in the order in which they were marked. */
  marked = $state.raw<string[]>([]);
  comparing = $state(false);
  problem = $state.raw<Problem | null>(null);
  #id: ReleaseId | null = null;
  #fresh: PooledPhoto[] = [];

  async load(id: ReleaseId): Promise<void> {
    if (this.#id === id) return;
    this.#id = id;
    this.rows = [];
    this.#fresh = [];
    this.search = '';
    this.marked = [];
    this.comparing = false;
    try {
      const { photos } = await call('pool', { id });
      if (this.#id === id) this.rows = [...photos, ...this.rows];
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  /** Takes one of many in. */
  async add(id: ReleaseId, file: File): Promise<void> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const row = await call('pool_photo', { id, fileName: file.name }, bytes);
    if (this.#id !== id) return;
    this.#fresh.push(row);
    if (this.#fresh.length >= BATCH) this.show();
  }

  /** Shows what came in. */
  show(): void {
    if (this.#fresh.length === 0) return;
    const known = new Set(this.rows.map((row) => row.original));
    this.rows = [...this.rows, ...this.#fresh.filter((row) => !known.has(row.original))];
    this.#fresh = [];
  }

  mark(original: string): void {
    this.marked = this.marked.includes(original)
      ? this.marked.filter((other) => other !== original)
      : [...this.marked, original];
    if (this.marked.length < 2) this.comparing = false;
  }

  unmark(): void {
    this.marked = [];
    this.comparing = false;
  }

  /** Attaches those of these that are not attached yet. */
  async take(originals: string[]): Promise<boolean> {
    const { id } = open;
    if (id === null) return false;
    const attached = new Set(open.view?.photos.map((photo) => photo.original));
    const missing = originals.filter((original) => !attached.has(original));
    this.problem = missing.length === 0 ? null : await open.act('take_from_pool', { id, originals: missing });
    return this.problem === null;
  }
}

export const pool = new Pool();

/** The attached photos first, then those that may be, as far as they are searched for. */
export function prints(photos: PhotoView[], rows: PooledPhoto[], search: string): Print[] {
  const attached = new Set(photos.map((photo) => photo.original));
  const all: Print[] = [
    ...photos.map((photo) => ({
      original: photo.original,
      fileName: photo.fileName,
      words: small(
        [photo.fileName, photo.caption.headline, photo.caption.caption, ...photo.caption.persons].join(' '),
      ),
      photo,
      pooled: null,
    })),
    ...rows
      .filter((row) => !attached.has(row.original))
      .map((row) => ({
        original: row.original,
        fileName: row.fileName,
        words: small(`${row.fileName} ${row.words} ${row.taken ?? ''}`),
        photo: null,
        pooled: row,
      })),
  ];
  const wanted = small(search).split(/\s+/).filter(Boolean);
  return wanted.length === 0 ? all : all.filter((print) => wanted.every((word) => print.words.includes(word)));
}

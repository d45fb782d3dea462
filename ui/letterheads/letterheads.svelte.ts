import type { LetterheadDraft } from '../host/bindings/LetterheadDraft.ts';
import type { LetterheadId } from '../host/bindings/LetterheadId.ts';
import type { Letterheads as List } from '../host/bindings/Letterheads.ts';
import type { LetterheadSource } from '../host/bindings/LetterheadSource.ts';
import type { LetterheadView } from '../host/bindings/LetterheadView.ts';
import type { PagesView } from '../host/bindings/PagesView.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import type { ReleaseId } from '../host/bindings/ReleaseId.ts';
import { route } from '../frame/route.svelte.ts';
import { asProblem, call } from '../host/ipc.ts';
import { Saver } from '../releases/saver.ts';
import { t } from '../text/index.ts';

/**
 * The letterheads of this desk, and the one that is open.
 *
 * Its fields are the window's: taken from the desk on opening, and sent to it after each change. What is wrong with them
 * is what the desk last said.
 */
class Letterheads {
  list = $state.raw<List | null>(null);
  view = $state.raw<LetterheadView | null>(null);
  name = $state('');
  draft = $state<LetterheadDraft | null>(null);
  saving = $state<'saved' | 'changed' | 'failed'>('saved');
  saveProblem = $state.raw<Problem | null>(null);
  /** Why the last verb was refused. */
  problem = $state.raw<Problem | null>(null);
  exported = $state('');
  pages = $state.raw<PagesView | null>(null);
  /** The release in the preview; without one, the sample. */
  on = $state<ReleaseId | null>(null);

  #saver = new Saver(
    () => this.#save(),
    (error) => {
      this.saveProblem = asProblem(error);
      this.saving = 'failed';
    },
  );
  #stale = false;
  #setting = false;

  get id(): LetterheadId | null {
    return this.view?.row.id ?? null;
  }

  async refresh(): Promise<void> {
    try {
      this.list = await call('letterheads', null);
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  async open(id: LetterheadId | null): Promise<void> {
    if (this.id === id) return;
    // What cannot be saved stays on the screen.
    if (!(await this.flush())) route.go('options', this.id);
    else if (id === null) this.close();
    else await this.#do(async () => this.#start(await call('open_letterhead', { id })));
  }

  close(): void {
    this.#saver.stop();
    this.view = null;
    this.draft = null;
    this.pages = null;
  }

  /** Changes the fields. */
  edit(change: (draft: LetterheadDraft) => void): void {
    if (!this.draft) return;
    change(this.draft);
    this.#changed();
  }

  rename(name: string): void {
    this.name = name;
    this.#changed();
  }

  /** What is said of a field, in a sentence or two. */
  problemOf(field: string): string {
    const found = this.view?.findings.filter((finding) => finding.field === field) ?? [];
    return found.map(({ sentence, nextStep }) => `${sentence} ${nextStep}`.trim()).join(' ');
  }

  make(source: LetterheadSource): Promise<boolean> {
    return this.#made(() => call('new_letterhead', source));
  }

  import(files: File[]): Promise<boolean> {
    return this.#made(async () => {
      const parts = await Promise.all(files.map((file) => file.arrayBuffer()));
      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
      return call('import_letterhead', { files: files.map(({ name, size }) => ({ name, bytes: size })) }, bytes);
    });
  }

  async setLogo(file: File): Promise<void> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    await this.#logo((id) => call('set_logo', { id }, bytes));
  }

  async removeLogo(): Promise<void> {
    await this.#logo((id) => call('remove_logo', { id }));
  }

  async export(): Promise<void> {
    this.exported = '';
    await this.#withSaved(async (id) => {
      this.exported = t.letterheads.exported((await call('save_letterhead', { id })).path);
    });
  }

  async setUsual(usual: boolean): Promise<void> {
    await this.#withSaved(async (id) => {
      this.list = await call('set_usual_letterhead', { id: usual ? id : null });
      this.#take(await call('open_letterhead', { id }));
    });
  }

  /** `null` when it is done. */
  async delete(): Promise<Problem | null> {
    const id = this.id;
    if (id === null) return null;
    try {
      this.list = await call('delete_letterhead', { id });
      this.close();
      route.go('options');
      return null;
    } catch (error) {
      return asProblem(error);
    }
  }

  /** Whether every word is safe. */
  async flush(): Promise<boolean> {
    return this.draft === null || this.#saver.flush();
  }

  /** Sets the pages of what stands in the fields, as soon as the setting before it is done. */
  async set(): Promise<void> {
    this.#stale = true;
    if (this.#setting) return;
    this.#setting = true;
    try {
      while (this.#stale && this.draft && this.id !== null) {
        this.#stale = false;
        const [id, draft] = [this.id, $state.snapshot(this.draft) as LetterheadDraft];
        const pages = await call('letterhead_pages', { id, draft, on: this.on });
        if (this.id === id && pages.pages.length > 0) this.pages = pages;
      }
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.#setting = false;
    }
  }

  #start(view: LetterheadView): void {
    this.#saver.stop();
    this.saving = 'saved';
    this.saveProblem = null;
    this.exported = '';
    this.pages = null;
    this.view = view;
    this.name = view.row.name;
    this.draft = view.draft;
    void this.set();
  }

  /** What the desk says, without the words: those are the window's. */
  #take(view: LetterheadView): void {
    if (this.id === view.row.id) this.view = view;
  }

  #changed(): void {
    this.saving = this.saving === 'failed' ? 'failed' : 'changed';
    this.exported = '';
    this.#saver.touch();
    void this.set();
  }

  async #save(): Promise<void> {
    const id = this.id;
    if (id === null || !this.draft) return;
    const draft = $state.snapshot(this.draft) as LetterheadDraft;
    this.#take(await call('edit_letterhead', { id, name: this.name, draft }));
    this.saveProblem = null;
    this.saving = this.#saver.dirty ? 'changed' : 'saved';
    await this.refresh();
  }

  async #made(make: () => Promise<LetterheadView>): Promise<boolean> {
    if (!(await this.flush())) return false;
    return this.#do(async () => {
      this.#start(await make());
      await this.refresh();
      route.go('options', this.id);
    });
  }

  /** The words around the logo come back with it; the others stay those of the window. */
  async #logo(verb: (id: LetterheadId) => Promise<LetterheadView>): Promise<void> {
    await this.#withSaved(async (id) => {
      const view = await verb(id);
      this.#take(view);
      if (this.draft) this.draft.logo = view.draft.logo;
      void this.set();
    });
  }

  async #withSaved(verb: (id: LetterheadId) => Promise<void>): Promise<void> {
    const id = this.id;
    if (id !== null && (await this.flush())) await this.#do(() => verb(id));
  }

  async #do(what: () => Promise<void>): Promise<boolean> {
    this.problem = null;
    try {
      await what();
      return true;
    } catch (error) {
      this.problem = asProblem(error);
      return false;
    }
  }
}

export const letterheads = new Letterheads();

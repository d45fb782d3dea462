import type { Area } from '../../host/bindings/Area.ts';
import type { CoveredPart } from '../../host/bindings/CoveredPart.ts';
import type { PhotoEdits } from '../../host/bindings/PhotoEdits.ts';
import type { PhotoView } from '../../host/bindings/PhotoView.ts';
import type { Problem } from '../../host/bindings/Problem.ts';
import type { ReleaseId } from '../../host/bindings/ReleaseId.ts';
import { asProblem } from '../../host/ipc.ts';
import { open } from '../../releases/release.svelte.ts';
import { Saver } from '../../releases/saver.ts';
import { all, type Ratio, shape, shaped } from './areas.ts';

/** What is gripped: the cut, or one of the covers. */
export type Selected = 'crop' | number | null;

/** The picture that is being edited. Each change is kept by the desk soon after it was made. */
class Editing {
  photo = $state.raw<PhotoView | null>(null);
  edits = $state.raw<PhotoEdits | null>(null);
  selected = $state<Selected>(null);
  ratio = $state<Ratio>('free');
  problem = $state.raw<Problem | null>(null);
  #id: ReleaseId | null = null;
  #past = $state.raw<PhotoEdits[]>([]);
  #future = $state.raw<PhotoEdits[]>([]);
  /** Changes of the same name without a pause between them are taken back at once. */
  #name = '';

  #saver = new Saver(
    () => this.#save(),
    (error) => (this.problem = asProblem(error)),
  );

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  begin(photo: PhotoView): void {
    this.#id = open.id;
    this.photo = photo;
    this.edits = photo.edits;
    this.selected = photo.edits.crop ? 'crop' : null;
    this.ratio = 'free';
    this.problem = null;
    this.#past = [];
    this.#future = [];
    this.#name = '';
  }

  /** Leaves the picture once all is kept. */
  async end(): Promise<void> {
    if (await this.#saver.flush()) this.photo = null;
  }

  flush(): Promise<boolean> {
    return this.#saver.flush();
  }

  change(name: string, part: Partial<PhotoEdits>): void {
    if (!this.edits) return;
    if (name !== this.#name || name === '') this.#past = [...this.#past, this.edits];
    this.#name = name;
    this.#future = [];
    this.#set({ ...this.edits, ...part });
  }

  /** What follows is a step of its own. */
  step(): void {
    this.#name = '';
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (!before || !this.edits) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [this.edits, ...this.#future];
    this.step();
    this.#set(before);
  }

  redo(): void {
    const [after] = this.#future;
    if (!after || !this.edits) return;
    this.#future = this.#future.slice(1);
    this.#past = [...this.#past, this.edits];
    this.step();
    this.#set(after);
  }

  reset(): void {
    this.step();
    this.ratio = 'free';
    this.selected = null;
    this.change('reset', { straighten: 0, crop: null, cover: [], cutAway: [] });
    this.step();
  }

  setCrop(area: Area, name = 'crop'): void {
    this.selected = 'crop';
    this.change(name, { crop: area });
  }

  noCrop(): void {
    this.step();
    this.change('no crop', { crop: null, cutAway: [] });
    this.step();
  }

  setRatio(ratio: Ratio): void {
    if (!this.photo || !this.edits) return;
    this.ratio = ratio;
    this.step();
    const { width, height } = this.photo;
    this.setCrop(shaped(this.edits.crop ?? all, shape(ratio, { width, height })), 'ratio');
    this.step();
  }

  setCover(index: number, part: Partial<CoveredPart>, name = `cover ${index}`): void {
    if (!this.edits) return;
    const cover = this.edits.cover.map((other, at) => (at === index ? { ...other, ...part } : other));
    this.change(name, { cover });
  }

  /** In the middle of what is to be seen. */
  addCover(): void {
    if (!this.edits) return;
    const area: Area = { left: 4250, top: 4000, width: 1500, height: 2000 };
    const part: CoveredPart = { area, kind: 'blur', subject: { kind: 'person', name: '' } };
    this.step();
    this.change('add', { cover: [...this.edits.cover, part] });
    this.step();
    this.selected = this.edits.cover.length - 1;
  }

  removeCover(index: number): void {
    if (!this.edits) return;
    this.step();
    this.change('remove', { cover: this.edits.cover.filter((_, at) => at !== index) });
    this.step();
    this.selected = null;
  }

  #set(edits: PhotoEdits): void {
    this.edits = edits;
    if (typeof this.selected === 'number' && this.selected >= edits.cover.length) this.selected = null;
    this.#saver.touch();
  }

  async #save(): Promise<void> {
    const { photo, edits } = this;
    if (!photo || !edits || this.#id === null) return;
    const problem = await open.act('edit_photo', { id: this.#id, original: photo.original, edits });
    if (problem) throw problem;
    this.problem = null;
  }
}

export const editing = new Editing();

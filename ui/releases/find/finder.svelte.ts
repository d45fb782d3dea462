import { announcer } from '../../frame/announcer.svelte.ts';
import { t } from '../../text/index.ts';
import type { LineMark, Mark } from '../marks/marks.ts';
import { open } from '../release.svelte.ts';
import { type Hit, hitsOf, inPhotos, replaced } from './search.ts';

/** What is searched for on the sheet that is open. */
class Finder {
  isOpen = $state(false);
  isReplacing = $state(false);
  words = $state('');
  put = $state('');
  isCase = $state(false);
  isWhole = $state(false);
  #at = $state(0);
  /** Counts how often another hit was gone to. */
  moves = $state(0);

  readonly hits = $derived.by((): Hit[] =>
    this.isOpen && open.fields ? hitsOf({ fields: open.fields, body: open.body }, this.#query) : [],
  );
  readonly inPhotos = $derived.by((): number => (this.isOpen && open.fields ? inPhotos(open.fields, this.#query) : 0));

  get #query(): { words: string; isCase: boolean; isWhole: boolean } {
    return { words: this.words, isCase: this.isCase, isWhole: this.isWhole };
  }

  /** Which hit is looked at; they are fewer once one is replaced. */
  get at(): number {
    return Math.min(this.#at, this.hits.length - 1);
  }

  get current(): Hit | undefined {
    return this.hits[this.at];
  }

  get status(): string {
    if (this.words === '') return '';
    return this.hits.length === 0 ? t.finding.none : t.finding.count(this.at + 1, this.hits.length);
  }

  /** Opens with the words that are selected, and at the hit behind the cursor. */
  show(isReplacing: boolean, selected: string): void {
    this.isOpen = true;
    this.isReplacing = isReplacing || this.isReplacing;
    if (selected !== '' && !selected.includes('\n')) this.words = selected;
    this.anew();
  }

  close(): void {
    const hit = this.current;
    this.isOpen = false;
    this.isReplacing = false;
    if (hit?.place.kind === 'line') open.focusLine(hit.place.block, hit.place.line, hit);
    else open.focusEditor();
  }

  /** Other words are searched for: from the top. */
  anew(): void {
    this.#at = 0;
    this.moves += 1;
  }

  step(by: 1 | -1): void {
    const { length } = this.hits;
    if (length === 0) return;
    this.#at = (this.at + by + length) % length;
    this.moves += 1;
    announcer.say(this.status);
  }

  replace(): void {
    const { current, at } = this;
    if (!current) return;
    open.change('replace', (sheet) => replaced(sheet, [current], this.put));
    // The next one has moved up, unless what was put there is a hit itself.
    this.moves += 1;
    const stays = this.hits[at];
    if (stays && stays.start === current.start && JSON.stringify(stays.place) === JSON.stringify(current.place)) this.step(1);
    else announcer.say(this.status);
  }

  replaceAll(): void {
    const { hits } = this;
    if (hits.length === 0) return;
    open.change('replace', (sheet) => replaced(sheet, hits, this.put));
    announcer.say(t.finding.replaced(hits.length));
  }

  /** The hits as marks: in the body, and by field. */
  get marks(): { body: LineMark[]; fields: Record<string, Mark[]> } {
    const body: LineMark[] = [];
    const fields: Record<string, Mark[]> = {};
    for (const [index, { place, start, end }] of this.hits.entries()) {
      const mark = { start, end, kind: index === this.at ? 'current' : 'hit', key: `hit-${index}` } as const;
      if (place.kind === 'line') body.push({ ...mark, block: place.block, line: place.line });
      else (fields[place.name] ??= []).push(mark);
    }
    return { body, fields };
  }
}

export const finder = new Finder();

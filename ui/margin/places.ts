import type { Body } from '../host/bindings/Body.ts';
import type { Place } from '../host/bindings/Place.ts';
import type { PhotoSlot } from '../host/bindings/PhotoSlot.ts';
import { t } from '../text/index.ts';

/** What a comment can be about, and how the list names it. */
export interface Choice {
  value: string;
  text: string;
  /** Nothing for the release as a whole. */
  place: Place | null;
}

/** So many characters tell one paragraph from another. */
const LONGEST = 32;

/** Words short enough for a list, cut between two of them. */
export function shortened(words: string, longest = LONGEST): string {
  const whole = words.trim().replaceAll(/\s+/g, ' ');
  if (whole.length <= longest) return whole;
  const cut = whole.slice(0, longest + 1).replace(/\s\S*$/, '');
  return t.margin.shortened(cut.slice(0, longest));
}

/** The whole, the headline, each line that says something, and each photo. */
export function choices(body: Body, photos: PhotoSlot[]): Choice[] {
  const lines = body.content.flatMap((node, block) => {
    const runs = node.type === 'list' ? node.content.map((item) => item.content) : [node.content];
    return runs.map((line, index) => ({ block, line: index, words: line.map((run) => run.text).join('') }));
  });
  return [
    { value: 'release', text: t.margin.comments.whole, place: null },
    { value: 'headline', text: t.margin.comments.headline, place: { kind: 'headline' } },
    ...lines
      .filter(({ words }) => words.trim() !== '')
      .map(({ block, line, words }): Choice => ({
        value: `line-${block}-${line}`,
        text: t.quote(shortened(words)),
        place: { kind: 'line', block, line },
      })),
    ...photos.map(({ id, label }): Choice => ({
      value: `photo-${id}`,
      text: t.margin.comments.photo(label),
      place: { kind: 'photo', slot: id },
    })),
  ];
}

/** The one that the cursor stands in; without such the whole. */
export function nearest(all: Choice[], block: number): string {
  return all.find(({ place }) => place?.kind === 'line' && place.block === block)?.value ?? 'release';
}

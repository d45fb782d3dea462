import type { Fields } from '../releases/release.svelte.ts';
import type { PhotoSlot } from '../host/bindings/PhotoSlot.ts';

/** When something opens, as the draft says: at an instant of UTC milliseconds, or so many minutes after the signal. */
export type Moment = { kind: 'at'; at: number } | { kind: 'signal'; after: number };

export interface Part {
  moment: Moment;
  slot: PhotoSlot | null;
}

/** A stretch in which the same things are public. */
export interface Phase {
  /** `null` for the first: until then nothing is. */
  from: Moment | null;
  until: Moment | null;
  text: boolean;
  open: PhotoSlot[];
  locked: PhotoSlot[];
}

type Timed = Pick<Fields, 'due' | 'photos'>;

/** The moments of the text and of each slot; empty without a due. Mirrors `Timetable::of` of the desk. */
export function parts(release: Timed): Part[] {
  const { due, photos } = release;
  if (due === null) return [];
  const text: Moment = due.kind === 'at' ? { kind: 'at', at: Date.parse(due.utc) } : { kind: 'signal', after: 0 };
  return [{ moment: text, slot: null }, ...photos.map((slot) => ({ moment: momentOf(slot, text), slot }))];
}

/**
 * What is public when, from "nothing" to "all".
 *
 * A slot without a photo opens nothing: it is neither open nor a phase of its own.
 */
export function phases(release: Timed): Phase[] {
  const all = parts(release).filter((part) => part.slot === null || part.slot.photo !== null);
  if (all.length === 0) return [];
  const moments = [...new Map(all.map((part) => [key(part.moment), part.moment])).values()].sort(order);
  const textAt = all[0]?.moment;
  return [null, ...moments].map((from, index) => {
    const isOpen = (part: Part): boolean => from !== null && order(part.moment, from) <= 0;
    const photos = all.filter((part) => part.slot !== null);
    const slots = (open: boolean): PhotoSlot[] =>
      photos.filter((part) => isOpen(part) === open).map((part) => part.slot as PhotoSlot);
    return {
      from,
      until: moments[index] ?? null,
      text: from !== null && textAt !== undefined && order(textAt, from) <= 0,
      open: slots(true),
      locked: slots(false),
    };
  });
}

/** The moments at which something becomes public. */
export function openings(release: Timed): Moment[] {
  return phases(release).flatMap((phase) => (phase.from ? [phase.from] : []));
}

function momentOf(slot: PhotoSlot, text: Moment): Moment {
  switch (slot.time.kind) {
    case 'withRelease':
      return text;
    case 'after':
      return text.kind === 'at'
        ? { kind: 'at', at: text.at + slot.time.minutes * 60_000 }
        : { kind: 'signal', after: slot.time.minutes };
    case 'at':
      // The newsroom shows a photo only while its text is public.
      return { kind: 'at', at: Math.max(Date.parse(slot.time.time.utc), text.kind === 'at' ? text.at : 0) };
  }
}

/** A photo at a fixed time never comes before a text on signal: the newsroom holds it back with the text. */
function order(one: Moment, other: Moment): number {
  if (one.kind === 'at' && other.kind === 'at') return one.at - other.at;
  if (one.kind === 'signal' && other.kind === 'signal') return one.after - other.after;
  return one.kind === 'signal' ? -1 : 1;
}

function key(moment: Moment): string {
  return moment.kind === 'at' ? `at ${moment.at}` : `signal ${moment.after}`;
}

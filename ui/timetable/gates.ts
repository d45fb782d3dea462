import type { Fold } from '../host/bindings/Fold.ts';
import type { Lane } from '../host/bindings/Lane.ts';
import type { SlotInput } from '../host/bindings/SlotInput.ts';
import type { TimeInput } from '../host/bindings/TimeInput.ts';
import type { TimesRequest } from '../host/bindings/TimesRequest.ts';
import type { Fields } from '../releases/release.svelte.ts';
import { t } from '../text/index.ts';
import { date, fullTime, offset, seconds, zoneName } from '../text/time.ts';
import { gate, opens } from './lanes.ts';
import { DAY, HOUR, instantOf, MINUTE, wall } from './scale.ts';
import { dueAgain, slotAgain } from './typed.ts';

/** What may be done with a gate of the release that is open. */
export interface Handle {
  /** `text`, or the photo's slot. */
  key: string;
  name: string;
  at: number;
  /** Between which instants it slides; both as far as it stands there already. */
  least: number;
  most: number;
  /** What it may not pass, where it has come up to it. */
  bound: 'photo' | 'text' | null;
  /** Handed over already: it moves in a step of its own, and only once that is confirmed. */
  isPlanned: boolean;
}

/** What a drag snaps to, and an arrow key moves by. */
export const GRAIN = 5 * MINUTE;
export const FINE = MINUTE;
export const COARSE = 30 * MINUTE;
/** How far ahead a gate slides; who plans farther ahead types the date. */
const AHEAD = 7 * DAY;

export function keyOf(lane: Lane): string {
  return lane.item.kind === 'text' ? 'text' : lane.item.slot;
}

/** The gates of a release that can be moved. What is public has passed its gate, and what was stopped has none. */
export function handles(fields: Pick<Fields, 'due' | 'photos' | 'versionOf'>, lanes: Lane[], now: number): Handle[] {
  const soon = Math.floor(now / GRAIN) * GRAIN + GRAIN;
  const text = lanes.find((lane) => lane.item.kind === 'text');
  const textAt = text ? gate(text) : null;
  return lanes.flatMap((lane): Handle[] => {
    const at = gate(lane);
    if (at === null || !opens(lane)) return [];
    const key = keyOf(lane);
    const slot = fields.photos.find((other) => other.id === key);
    const label = lane.item.kind === 'photo' ? lane.item.label : '';
    const name = lane.item.kind === 'text' ? t.gates.text : t.gates.photo(fields.photos.length > 1 ? label : '');
    const handle = { key, name, at, least: at, most: at, bound: null };
    if (['locked', 'proposed', 'reserved'].includes(lane.state)) return [{ ...handle, isPlanned: true }];
    // One that goes with the text has no gate of its own.
    if (lane.state !== 'draft' || (lane.item.kind === 'photo' && (!slot || slot.time.kind === 'withRelease'))) return [];
    const horizon = lastOf(Math.max(at, now) + AHEAD);
    if (lane.item.kind === 'photo') {
      const least = Math.min(at, Math.max(textAt ?? soon, soon));
      return [{ ...handle, least, most: horizon, bound: at === textAt ? 'text' : null, isPlanned: false }];
    }
    // The text never comes after a photo whose time is fixed; a version in another language has it from its beginning.
    const bounds = fields.versionOf === undefined ? fields.photos : [];
    const fixed = bounds.flatMap((other) => (other.time.kind === 'at' ? [Date.parse(other.time.time.utc)] : []));
    const most = Math.min(horizon, ...fixed.filter((photo) => photo >= at));
    return [{ ...handle, least: Math.min(at, soon), most, bound: fixed.includes(at) ? 'photo' : null, isPlanned: false }];
  });
}

export function clamped(handle: Handle, at: number): number {
  return Math.min(handle.most, Math.max(handle.least, at));
}

export function snapped(handle: Handle, at: number, grain: number): number {
  return clamped(handle, Math.round(at / grain) * grain);
}

/** Where a key takes it; `null` for a key that does not. */
export function byKey(handle: Handle, key: string, isFine: boolean): number | null {
  const step = isFine ? FINE : GRAIN;
  const moves: Record<string, number> = {
    ArrowRight: handle.at + step,
    ArrowUp: handle.at + step,
    ArrowLeft: handle.at - step,
    ArrowDown: handle.at - step,
    PageUp: handle.at + COARSE,
    PageDown: handle.at - COARSE,
    Home: handle.least,
    End: lastOf(handle.at),
  };
  const to = moves[key];
  return to === undefined ? null : clamped(handle, to);
}

/** The last time of that day that a gate slides to. */
function lastOf(instant: number): number {
  return instantOf((Math.floor(wall(instant) / DAY) + 1) * DAY) - GRAIN;
}

/** "Di., 21.11.2023, 17:00 Uhr"; with the zone in the hour that comes twice. */
export function precise(at: number): string {
  return fold(at) === null ? fullTime(at) : `${fullTime(at)} (${zoneName(at)})`;
}

/** Which of two this is, where the clock shows the same time twice. */
export function fold(at: number): Fold | null {
  if (offset(at + HOUR) - offset(at) === -HOUR) return 'earlier';
  return offset(at) - offset(at - HOUR) === -HOUR ? 'later' : null;
}

export function typedAs(at: number): TimeInput {
  return { date: date(at), time: seconds(at), fold: fold(at) };
}

/** What the desk is asked for, as the fields of the inspector would ask for it. */
export function request(fields: Pick<Fields, 'id' | 'due' | 'photos'>, key: string, at: number): TimesRequest | null {
  const { id, due } = fields;
  if (key === 'text') return { id, due: { kind: 'at', time: typedAs(at) }, slots: [] };
  const slot = fields.photos.find((other) => other.id === key);
  if (!slot) return null;
  const minutes = due?.kind === 'at' ? Math.round((at - Date.parse(due.utc)) / MINUTE) : 0;
  const time: SlotInput['time'] =
    slot.time.kind === 'after' ? { kind: 'after', minutes } : { kind: 'at', time: typedAs(at) };
  return { id, due: dueAgain(due), slots: [{ ...slotAgain(slot), time }] };
}

/** The lanes as they would stand with that gate there: photos that follow the text come along. */
export function previewed(lanes: Lane[], fields: Pick<Fields, 'photos'>, key: string, at: number): Lane[] {
  const moving = lanes.find((lane) => keyOf(lane) === key);
  const before = moving ? gate(moving) : null;
  if (before === null) return lanes;
  return lanes.map((lane) => {
    const slot = fields.photos.find((other) => other.id === keyOf(lane));
    const follows = key === 'text' && lane.state === 'draft' && slot !== undefined && slot.time.kind !== 'at';
    const stood = gate(lane);
    if (stood === null || (lane !== moving && !follows)) return lane;
    const utc = new Date(lane === moving ? at : stood + at - before).toISOString();
    return { ...lane, due: utc, opening: { kind: 'at', utc } };
  });
}

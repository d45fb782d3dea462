import type { Lane } from '../host/bindings/Lane.ts';
import { t } from '../text/index.ts';
import { civil, longDate, minutes } from '../text/time.ts';
import type { Handle } from './gates.ts';
import { gate } from './lanes.ts';
import { type Plate, wordings } from './plates.ts';
import { clocksChange, MINUTE, type Scale, wall } from './scale.ts';

/** What stands on the axis. */
export interface Sign extends Plate {
  kind: 'gate' | 'night' | 'change' | 'struck' | 'now';
  look: string;
  handle: Handle | null;
}

/** The signs of these lanes: their gates, the days that begin, and the hour that falls out or comes twice. */
export function signs(lanes: Lane[], shown: Scale, now: number, handles: Handle[], struck: number[]): Sign[] {
  const all = lanes.map(gate).filter((at) => at !== null);
  const gates = [...new Map(all.map((at) => [second(at), at])).values()];
  const words = wordings([...all, ...struck], shown, now);
  const told = (instant: number): string => words.get(instant) ?? minutes(instant);
  const moved = handles.map((handle): Sign => {
    const isAlone = handles.every((other) => other === handle || other.at !== handle.at);
    const what = handle.key === 'text' ? t.lane.text : t.lane.photo;
    const text = isAlone ? told(handle.at) : `${what} ${told(handle.at)}`;
    return { ...sign('gate', handle.at, text, gateLook(lanes, handle.at)), key: handle.key, joins: false, handle };
  });
  const still = gates.filter((at) => handles.every((handle) => second(handle.at) !== second(at)));
  const nights = shown.nights.filter((night) => !gates.includes(night));
  const before = struck.filter((at) => !gates.includes(at));
  const change = changed(shown);
  return [
    ...moved,
    ...still.map((at) => sign('gate', at, told(at), gateLook(lanes, at))),
    ...nights.map((at) => sign('night', at, `${civil(at).weekday}., ${minutes(at)}`, 'zp-tor--nacht')),
    ...before.map((at) => sign('struck', at, told(at), 'zp-tor--alt')),
    ...(change ? [sign('change', change.at, change.words, 'zp-tor--umstellung')] : []),
  ];
}

/** Now. Its line goes through all the lanes, and must not go through another's plate. */
export function nowSign(now: number): Sign {
  return { ...sign('now', now, minutes(now), ''), key: 'now' };
}

const WEIGHTS: Record<Sign['kind'], number> = { now: 1000, gate: 4, night: 2, struck: 1, change: 1 };

function sign(kind: Sign['kind'], instant: number, text: string, look: string): Sign {
  const joins = kind === 'gate' || kind === 'struck';
  return { key: `${kind} ${instant}`, instant, text, look, kind, joins, weight: WEIGHTS[kind], handle: null };
}

/** What opened within the same second opened at once; the journal knows by how many milliseconds it did not. */
const second = (instant: number): number => Math.floor(instant / 1000);

function gateLook(lanes: Lane[], instant: number): string {
  const here = lanes.filter((lane) => second(gate(lane) ?? 0) === second(instant));
  if (here.some((lane) => lane.state === 'reserved')) return 'zp-tor--warn';
  if (here.every((lane) => lane.state === 'public')) return 'zp-tor--offen';
  return here.every((lane) => lane.state === 'draft') ? 'zp-tor--entwurf' : '';
}

/** The hour that there is not, or twice. */
export interface Change {
  at: number;
  isGap: boolean;
  /** The hours as clocks show them, two digits each. */
  from: string;
  to: string;
  words: string;
  sentence: string;
}

export function changeOn(from: number, to: number): Change | null {
  return changed({ change: clocksChange(from, to) });
}

function changed(shown: Pick<Scale, 'change'>): Change | null {
  if (shown.change === null) return null;
  const { at, by } = shown.change;
  const hours = [wall(at - MINUTE) + MINUTE, wall(at)].sort((one, other) => one - other);
  const [from = '', to = ''] = hours.map((time) => new Date(time).toISOString().slice(11, 13));
  const day = longDate(at);
  return by > 0
    ? { at, isGap: true, from, to, words: t.gates.gap(from, to), sentence: t.gates.gapSentence(day, from, to) }
    : { at, isGap: false, from, to, words: t.gates.twice(from, to), sentence: t.gates.twiceSentence(day, from, to) };
}

/** Of the day on which the clocks are changed, in a sentence; empty on any other. */
export function changeSentence(shown: Scale): string {
  const change = changed(shown);
  return change === null ? '' : ` ${change.sentence}`;
}

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
  const gates = [...new Map(lanes.flatMap((lane) => gate(lane) ?? []).map((at) => [second(at), at])).values()];
  const words = wordings([...gates, ...struck], shown, now);
  const found: Sign[] = handles.map((handle) => {
    const isAlone = handles.every((other) => other === handle || other.at !== handle.at);
    const what = handle.key === 'text' ? t.lane.text : t.lane.photo;
    const time = words.get(handle.at) ?? minutes(handle.at);
    const text = isAlone ? time : `${what} ${time}`;
    return { key: handle.key, instant: handle.at, text, weight: 4, joins: false, kind: 'gate', look: gateLook(lanes, handle.at), handle };
  });
  const plain = { joins: true, handle: null, look: '' };
  for (const instant of gates.filter((at) => handles.every((handle) => second(handle.at) !== second(at)))) {
    const [key, text, look] = [`gate ${instant}`, words.get(instant) ?? '', gateLook(lanes, instant)];
    found.push({ ...plain, key, instant, text, look, weight: 4, kind: 'gate' });
  }
  for (const instant of shown.nights.filter((night) => !gates.includes(night)))
    found.push({ ...plain, key: `night ${instant}`, instant, text: `${civil(instant).weekday}., ${minutes(instant)}`, weight: 2, joins: false, kind: 'night', look: 'zp-tor--nacht' });
  for (const instant of struck.filter((at) => !gates.includes(at)))
    found.push({ ...plain, key: `struck ${instant}`, instant, text: words.get(instant) ?? '', weight: 1, kind: 'struck', look: 'zp-tor--alt' });
  const change = changed(shown);
  if (change)
    found.push({ ...plain, key: 'change', instant: change.at, text: change.isGap ? t.gates.gap(change.from, change.to) : t.gates.twice(change.from, change.to), weight: 1, joins: false, kind: 'change', look: 'zp-tor--umstellung' });
  return found;
}

/** Now. Its line goes through all the lanes, and must not go through another's plate. */
export function nowSign(now: number): Sign {
  return { key: 'now', instant: now, text: minutes(now), weight: 1000, joins: false, kind: 'now', look: '', handle: null };
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
}

export function changeOn(from: number, to: number): Change | null {
  return changed({ change: clocksChange(from, to) });
}

function changed(shown: Pick<Scale, 'change'>): Change | null {
  if (shown.change === null) return null;
  const { at, by } = shown.change;
  const hours = [wall(at - MINUTE) + MINUTE, wall(at)].sort((one, other) => one - other);
  const [from = '', to = ''] = hours.map((time) => new Date(time).toISOString().slice(11, 13));
  return { at, isGap: by > 0, from, to };
}

/** Of the day on which the clocks are changed, in a sentence; empty on any other. */
export function changeSentence(shown: Scale): string {
  const change = changed(shown);
  if (change === null) return '';
  const day = longDate(change.at);
  return ` ${change.isGap ? t.gates.gapSentence(day, `${change.from}:00`, `${change.to}:00`) : t.gates.twiceSentence(day, `${change.from}:00`, `${change.to}:00`)}`;
}


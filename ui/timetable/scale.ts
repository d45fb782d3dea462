import { civil, minutes, offset } from '../text/time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The distances labels may have, in milliseconds. */
const STEPS = [
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  91 * DAY,
  364 * DAY,
];
const LABELS = 9;
/** No ribbon shows less than this. */
const SHORTEST = 10 * MINUTE;
/** Farther away, "now" would squeeze the gates into one line. */
const NOW_WITHIN = 12 * HOUR;
/** Plates closer than this flip sideways; in percent. */
export const CROWDED = 4;

/** What the Zeitplan shows: a stretch of time, laid out from 0 to 100 percent. */
export interface Scale {
  from: number;
  to: number;
  /** `null` where now is too far off to be drawn. */
  now: number | null;
  ticks: { at: number; major: boolean }[];
  labels: { at: number; text: string }[];
}

/** The stretch around the gates and, if it is near, around now. All in milliseconds of UTC. */
export function scale(gates: number[], now: number): Scale {
  const nearest = Math.min(...gates.map((gate) => Math.abs(gate - now)));
  const showNow = gates.length === 0 || nearest <= NOW_WITHIN;
  const points = showNow ? [...gates, now] : gates;
  const first = Math.min(...points);
  const last = Math.max(...points);
  const inner = gates.length === 0 ? 8 * HOUR : Math.max(last - first, SHORTEST / 2.6);
  const step = STEPS.find((candidate) => (2 * inner) / candidate <= LABELS) ?? 364 * DAY;
  const from = floor(first - inner * 0.3, step);
  const to = Math.max(floor(last + inner * 0.7, step) + step, from + SHORTEST);
  return {
    from,
    to,
    now: showNow ? percent(now, from, to) : null,
    ticks: ticks(from, to, step),
    labels: labels(from, to, step),
  };
}

/** Where an instant lies, in percent; beyond the ends it is 0 or 100. */
export function place(scale: Pick<Scale, 'from' | 'to'>, instant: number): number {
  return Math.min(100, Math.max(0, percent(instant, scale.from, scale.to)));
}

/** The gates within the stretch, each once, with the side their plate flips to. */
export function plates(
  scale: Scale,
  gates: number[],
): { at: number; instant: number; side: 'left' | 'right' | 'middle' }[] {
  const inside = [...new Set(gates)].filter((gate) => gate >= scale.from && gate <= scale.to).sort((a, b) => a - b);
  const at = inside.map((gate) => percent(gate, scale.from, scale.to));
  return inside.map((instant, index) => {
    const here = at[index] ?? 0;
    const neighbours = at.filter((_, other) => other !== index).concat(scale.now === null ? [] : [scale.now]);
    const close = neighbours.filter((other) => Math.abs(other - here) < CROWDED);
    const side = close.length === 0 ? 'middle' : close.every((other) => other >= here) ? 'left' : 'right';
    return { at: here, instant, side };
  });
}

/** Which way the plate of now flips. */
export function nowSide(scale: Scale, gates: number[]): 'left' | 'right' | 'middle' {
  const { now } = scale;
  if (now === null) return 'middle';
  const close = gates.map((gate) => percent(gate, scale.from, scale.to)).filter((at) => Math.abs(at - now) < CROWDED);
  if (close.length === 0) return 'middle';
  return close.some((at) => at > now) ? 'left' : 'right';
}

/** How wide a plate is, and half of a label, in percent of a ribbon in the narrowest window. */
const PLATE = 4.8;
const HALF_LABEL = 2;

/** Whether a label would run into a plate. */
export function covered(label: number, plates: { at: number; side: 'left' | 'right' | 'middle' }[]): boolean {
  return plates.some(({ at, side }) => {
    const from = at - (side === 'left' ? PLATE : side === 'right' ? 0 : PLATE / 2);
    return label + HALF_LABEL > from && label - HALF_LABEL < from + PLATE;
  });
}

function percent(instant: number, from: number, to: number): number {
  return ((instant - from) / (to - from)) * 100;
}

/** Steps are counted in civil time, so that labels fall on round hours and on midnights. */
function floor(instant: number, step: number): number {
  const ahead = offset(instant);
  return Math.floor((instant + ahead) / step) * step - ahead;
}

function ticks(from: number, to: number, step: number): Scale['ticks'] {
  const small = step / 3 >= MINUTE && step % 3 === 0 && step < HOUR ? step / 3 : step / 2;
  const found: Scale['ticks'] = [];
  for (let at = from; at <= to + 1; at += small) {
    const { minute, second } = civil(at);
    found.push({
      at: percent(at, from, to),
      major: step >= 30 * MINUTE ? (at - from) % step === 0 : minute === '00' && second === '00',
    });
  }
  return found;
}

/** Over years a day without its year would seem to go backwards. */
function label(at: number, step: number): string {
  if (step < DAY) return minutes(at);
  const { day, month, year } = civil(at);
  return step < 180 * DAY ? `${day}.${month}.` : `${month}/${year}`;
}

function labels(from: number, to: number, step: number): Scale['labels'] {
  const found: Scale['labels'] = [];
  for (let at = from; at < to; at += step) {
    found.push({ at: percent(at, from, to), text: label(at, step) });
  }
  return found;
}

import { civil, minutes, offset } from '../text/time.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

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
/** Of whole hours within a day or so there may be more. */
const HOURS = 13;
/** No ribbon shows less than this. */
const SHORTEST = 10 * MINUTE;
/** Farther away, "now" would squeeze the gates into one line. */
const NOW_WITHIN = 12 * HOUR;

/** What the Zeitplan shows: a stretch of time, laid out from 0 to 100 percent. */
export interface Scale {
  from: number;
  to: number;
  /** From label to label. */
  step: number;
  /** `null` where now is too far off to be drawn. */
  now: number | null;
  ticks: { at: number; major: boolean }[];
  labels: { at: number; text: string }[];
  /** Where a day begins, on an axis that counts hours. */
  nights: number[];
  /** Where the clocks are changed, and by how much; on an axis that counts hours. */
  change: { at: number; by: number } | null;
}

/** The stretch around the gates and, if it is near, around now. All in milliseconds of UTC. */
export function scale(gates: number[], now: number): Scale {
  const nearest = Math.min(...gates.map((gate) => Math.abs(gate - now)));
  const showNow = gates.length === 0 || nearest <= NOW_WITHIN;
  const points = showNow ? [...gates, now] : gates;
  const first = Math.min(...points);
  const last = Math.max(...points);
  const inner = gates.length === 0 ? 8 * HOUR : Math.max(last - first, SHORTEST / 2.6);
  // Of a long day more is to be seen than what comes before and after it.
  const most = gates.length === 0 ? Infinity : HOUR;
  const before = Math.min(inner * 0.3, Math.max(most, inner * 0.1));
  const after = Math.min(inner * 0.7, Math.max(most * 1.5, inner * 0.2));
  const whole = last - first + before + after;
  const labels = (step: number): number => (step >= HOUR && step < 12 * HOUR ? HOURS : LABELS);
  const step = STEPS.find((candidate) => whole / candidate <= labels(candidate)) ?? 364 * DAY;
  const from = floor(first - before, step);
  const to = Math.max(instantOf(wall(floor(last + after, step)) + step), from + SHORTEST);
  const hours = step < DAY;
  return {
    from,
    to,
    step,
    now: showNow ? percent(now, from, to) : null,
    ticks: ticks(from, to, step),
    labels: rounds(from, to, step).map((at) => ({ at: percent(at, from, to), text: label(at, step) })),
    nights: hours ? rounds(floor(from, DAY), to, DAY).filter((at) => at >= from) : [],
    change: hours ? clocksChange(from, to) : null,
  };
}

/** Where an instant lies, in percent; beyond the ends it is 0 or 100. */
export function place(scale: Pick<Scale, 'from' | 'to'>, instant: number): number {
  return Math.min(100, Math.max(0, percent(instant, scale.from, scale.to)));
}

/** The instant at which clocks on the wall show it: of two, the later; of none, that at which they have been put on. */
export function instantOf(shown: number): number {
  return shown - offset(shown - offset(shown));
}

/** What clocks on the wall show, as if it were UTC. */
export function wall(instant: number): number {
  return instant + offset(instant);
}

function percent(instant: number, from: number, to: number): number {
  return ((instant - from) / (to - from)) * 100;
}

/** Steps are counted in civil time, so that labels fall on round hours and on midnights. */
function floor(instant: number, step: number): number {
  const round = instantOf(Math.floor(wall(instant) / step) * step);
  // In the hour that comes twice the round time of before may lie ahead.
  return round <= instant ? round : round - HOUR;
}

/** The instants from `from` to before `to` at which clocks show a round time. */
function rounds(from: number, to: number, step: number): number[] {
  const found: number[] = [];
  if (step >= DAY) {
    for (let shown = wall(from); ; shown += step) {
      const at = instantOf(shown);
      if (at >= to) return found;
      found.push(at);
    }
  }
  for (let at = from; at < to; at += Math.min(step, HOUR)) {
    const shown = wall(at);
    const last = found.at(-1);
    // An hour that comes twice is one stop of those that are farther apart.
    const isAgain = step > HOUR && last !== undefined && wall(last) === shown;
    if (shown % step === 0 && !isAgain) found.push(at);
  }
  return found;
}

function ticks(from: number, to: number, step: number): Scale['ticks'] {
  const small = step / 3 >= MINUTE && step % 3 === 0 && step < HOUR ? step / 3 : step / 2;
  const major = new Set(rounds(from, to + 1, step));
  return rounds(from, to + 1, small).map((at) => {
    const { minute, second } = civil(at);
    const isMajor = step >= 30 * MINUTE ? major.has(at) : minute === '00' && second === '00';
    return { at: percent(at, from, to), major: isMajor };
  });
}

/** Over years a day without its year would seem to go backwards. */
function label(at: number, step: number): string {
  if (step < DAY) return minutes(at);
  const { day, month, year } = civil(at);
  return step < 180 * DAY ? `${day}.${month}.` : `${month}/${year}`;
}

/** Where the clocks are changed between two instants, and by how much. */
export function clocksChange(from: number, to: number): Scale['change'] {
  const by = offset(to) - offset(from);
  if (by === 0) return null;
  let [before, after] = [from, to];
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (middle === before) break;
    if (offset(middle) === offset(from)) before = middle;
    else after = middle;
  }
  return { at: Math.ceil(after / MINUTE) * MINUTE, by };
}

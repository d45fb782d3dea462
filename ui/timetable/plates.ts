import { civil, day, minutes } from '../text/time.ts';
import { DAY, place, type Scale } from './scale.ts';

/** A sign on the axis, where something opens or a day begins. */
export interface Plate {
  /** What it is of; gates at the same instant share one. */
  key: string;
  instant: number;
  text: string;
  /** How much it resists being pushed aside by its neighbours. */
  weight: number;
  /** Whether it may be summed up with its neighbours where there is no room. */
  joins: boolean;
}

export interface Placed<P extends Plate> {
  plate: P;
  /** The instants that it stands for. */
  instants: number[];
  /** Where its instant lies, its left edge, and its width; in pixels of the axis. */
  x: number;
  left: number;
  width: number;
}

/** How wide the axis is taken to be before it has been measured. */
export const USUAL = 960;
/** Of a finger, in pixels. */
const BREADTH = 12;

/** What stands in a plate is set in twelve pixels, semibold, its figures of one width. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[.,: ]/.test(sign) ? 3.6 : 7.2), 14);
}

/**
 * Lays the plates side by side, each as near to its instant as the others allow, and none beyond the ends.
 *
 * Least squares under "in order, none on the other": neighbours that would touch are pooled and share what they give.
 */
export function lay<P extends Plate>(plates: P[], scale: Pick<Scale, 'from' | 'to'>, axis: number): Placed<P>[] {
  const sorted = plates
    .filter((plate) => plate.instant >= scale.from && plate.instant <= scale.to)
    .sort((one, other) => one.instant - other.instant);
  const signs = summedUp(bunched(sorted, scale, axis), axis);
  const pools: { at: number; weight: number; count: number }[] = [];
  let before = 0;
  const wanted = signs.map(({ plate, instants, width }) => {
    const middle = (Math.min(...instants) + Math.max(...instants)) / 2;
    const x = (place(scale, middle) / 100) * axis;
    const at = x - width / 2 - before;
    before += width;
    pools.push({ at, weight: plate.weight, count: 1 });
    for (let last = pools.at(-1)!, earlier = pools.at(-2); earlier && earlier.at > last.at; ) {
      const weight = earlier.weight + last.weight;
      const pooled = (earlier.at * earlier.weight + last.at * last.weight) / weight;
      pools.splice(-2, 2, { at: pooled, weight, count: earlier.count + last.count });
      [last, earlier] = [pools.at(-1)!, pools.at(-2)];
    }
    return x;
  });
  const most = Math.max(0, axis - before);
  const shifts = pools.flatMap(({ at, count }) => Array<number>(count).fill(Math.min(most, Math.max(0, at))));
  let edge = 0;
  return signs.map(({ plate, instants, width }, index) => {
    const left = (shifts[index] ?? 0) + edge;
    edge += width;
    return { plate, instants, x: wanted[index] ?? 0, left, width };
  });
}

type Sign<P extends Plate> = Pick<Placed<P>, 'plate' | 'instants' | 'width'>;

/** Three and more within a finger's breadth are one: their plates would be pushed far from where they belong. */
function bunched<P extends Plate>(plates: P[], scale: Pick<Scale, 'from' | 'to'>, axis: number): Sign<P>[] {
  const bunches: P[][] = [];
  for (const plate of plates) {
    const last = bunches.at(-1)?.at(-1);
    const apart = last ? ((plate.instant - last.instant) / (scale.to - scale.from)) * axis : Infinity;
    if (last && apart < BREADTH && last.joins && plate.joins) bunches.at(-1)?.push(plate);
    else bunches.push([plate]);
  }
  return bunches.flatMap((bunch) => {
    const alone = bunch.map((plate) => ({ plate, instants: [plate.instant], width: widthOf(plate.text) }));
    return bunch.length < 3 ? alone : [alone.reduce(together)];
  });
}

function together<P extends Plate>(one: Sign<P>, other: Sign<P>): Sign<P> {
  const [first = '', last = ''] = [one.plate.text.split('–')[0], other.plate.text.split('–').at(-1)];
  const text = first === last ? first : `${first}–${last}`;
  return { plate: { ...one.plate, text }, instants: [...one.instants, ...other.instants], width: widthOf(text) };
}

/** Where not all have room, those closest to each other become one: "17:00–17:20". */
function summedUp<P extends Plate>(signs: Sign<P>[], axis: number): Sign<P>[] {
  const found = [...signs];
  while (found.reduce((sum, sign) => sum + sign.width, 0) > axis) {
    const gaps = found.slice(1).map((sign, index) => {
      const earlier = found[index]!;
      const both = earlier.plate.joins && sign.plate.joins;
      return { index, gap: both ? sign.instants[0]! - earlier.instants.at(-1)! : Infinity };
    });
    const closest = gaps.reduce((one, other) => (other.gap < one.gap ? other : one), { index: -1, gap: Infinity });
    if (closest.gap === Infinity) return found;
    const [one, other] = [found[closest.index]!, found[closest.index + 1]!];
    found.splice(closest.index, 2, together(one, other));
  }
  return found;
}

/** Whether a label of the axis would run into a plate. */
export function covered(
  label: { at: number; text: string },
  first: boolean,
  placed: Placed<Plate>[],
  axis: number,
): boolean {
  const width = widthOf(label.text) - 6;
  const from = (label.at / 100) * axis - (first ? 0 : width / 2);
  return placed.some(({ left, width: sign }) => from + width > left && from < left + sign);
}

/** "Mi., 22.11.". */
export function dayOf(instant: number): string {
  const { weekday, day: number, month } = civil(instant);
  return `${weekday}., ${number}.${month}.`;
}

/**
 * What the gates' plates say, in their order: the time, with the weekday where a day begins, and with its date where
 * nothing else on the axis tells the day.
 */
export function wordings(instants: number[], scale: Scale, now: number): Map<number, string> {
  const nights = new Set(scale.nights);
  const isTold = scale.step < DAY && (nights.size > 0 || (scale.now !== null && day(scale.from) === day(now)));
  const words = new Map<number, string>();
  for (const [index, instant] of [...new Set(instants)].sort((one, other) => one - other).entries()) {
    const isDated = scale.step >= DAY || (!isTold && index === 0);
    const { weekday } = civil(instant);
    const lead = isDated ? `${dayOf(instant)}, ` : nights.has(instant) ? `${weekday}., ` : '';
    words.set(instant, `${lead}${minutes(instant)}`);
  }
  return words;
}

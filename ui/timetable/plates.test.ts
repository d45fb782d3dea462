import { expect, test } from 'vitest';

import { covered, lay, type Plate, widthOf, wordings } from './plates.ts';
import { scale } from './scale.ts';

const at = (time: string, day = '2023-11-21'): number => Date.parse(`${day}T${time}:00+01:00`);

function plate(instant: number, text = '17:00', weight = 4): Plate {
  return { key: `${instant} ${text}`, instant, text, weight, joins: true };
}

/** None on the other, none out of the picture, in the order of their times. */
function isOrderly(plates: Plate[], axis: number, ends = { from: at('16:00'), to: at('20:00') }): void {
  const placed = lay(plates, ends, axis);
  let edge = -0.001;
  let before = -Infinity;
  for (const { left, width, instants } of placed) {
    expect(left).toBeGreaterThanOrEqual(edge);
    expect(instants[0]).toBeGreaterThanOrEqual(before);
    edge = left + width - 0.001;
    before = instants.at(-1)!;
  }
  expect(edge).toBeLessThanOrEqual(axis);
}

test('a plate alone stands in the middle of its gate', () => {
  const [placed] = lay([plate(at('18:00'))], { from: at('16:00'), to: at('20:00') }, 960);
  expect(placed!.left + placed!.width / 2).toBeCloseTo(480);
});

test('two that would touch flip to either side', () => {
  const [one, other] = lay([plate(at('18:00')), plate(at('18:01'))], { from: at('16:00'), to: at('20:00') }, 960);
  expect(one!.left + one!.width).toBeCloseTo(other!.left);
  expect(one!.left + one!.width).toBeGreaterThan(478);
  expect(other!.left).toBeLessThan(486);
});

test('three and more at nearly the same time stand side by side, also at the ends', () => {
  for (const count of [3, 4, 7, 12])
    for (const middle of ['16:00', '18:00', '19:59'])
      for (const axis of [600, 960, 2100])
        for (const joins of [true, false])
          isOrderly(Array.from({ length: count }, (_, index) => ({ ...plate(at(middle) + index * 5_000), joins })), axis);
});

test('three at nearly the same time share a plate, and those that can be moved keep theirs', () => {
  const three = [plate(at('18:00'), '18:00'), plate(at('18:01'), '18:01'), plate(at('18:02'), '18:02')];
  const ends = { from: at('16:00'), to: at('20:00') };
  expect(lay(three, ends, 960).map(({ plate: { text } }) => text)).toEqual(['18:00–18:02']);
  expect(lay(three.map((one) => ({ ...one, joins: false })), ends, 960)).toHaveLength(3);
});

test('now gives way to what is planned', () => {
  const [gate, now] = lay([plate(at('18:00'), '18:00', 40), plate(at('18:00') + 30_000, '18:00', 1)], { from: at('16:00'), to: at('20:00') }, 960);
  expect(gate!.left + gate!.width / 2).toBeCloseTo(480, -0.5);
  expect(now!.left).toBeGreaterThanOrEqual(gate!.left + gate!.width);
});

test('where there is no room the closest are summed up, and none is lost', () => {
  const plates = Array.from({ length: 40 }, (_, index) => plate(at('16:00') + index * 6 * 60_000, '17:00'));
  const placed = lay(plates, { from: at('16:00'), to: at('20:00') }, 700);
  isOrderly(plates, 700);
  expect(placed.flatMap(({ instants }) => instants)).toEqual(plates.map(({ instant }) => instant));
  expect(placed.length).toBeLessThan(16);
});

test('a label that would run into a plate is known', () => {
  const placed = lay([plate(at('18:00'))], { from: at('16:00'), to: at('20:00') }, 960);
  expect(covered({ at: 50, text: '18:00' }, false, placed, 960)).toBe(true);
  expect(covered({ at: 40, text: '17:36' }, false, placed, 960)).toBe(false);
  expect(widthOf('Mi., 00:00')).toBeGreaterThan(widthOf('00:00'));
});

test('a midnight carries its weekday; a day that nothing tells stands on its first gate', () => {
  const now = at('19:20');
  const midnight = at('00:00', '2023-11-22');
  const night = scale([at('18:30'), midnight, at('03:30', '2023-11-22')], now);
  expect(wordings([at('18:30'), midnight], night, now).get(midnight)).toBe('Mi., 00:00');
  expect(wordings([at('18:30'), midnight], night, now).get(at('18:30'))).toBe('18:30');
  const [first, second] = [at('10:00', '2023-11-30'), at('10:30', '2023-11-30')];
  const later = wordings([first, second], scale([first, second], now), now);
  expect([later.get(first), later.get(second)]).toEqual(['Do., 30.11., 10:00', '10:30']);
});

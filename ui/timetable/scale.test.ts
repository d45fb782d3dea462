import { expect, test } from 'vitest';

import { nowSide, place, plates, scale } from './scale.ts';

const at = (time: string): number => Date.parse(`2023-11-21T${time}:00+01:00`);

test('the ribbon shows now and the gates, with room after the last', () => {
  const shown = scale([at('17:00'), at('17:30')], at('16:51'));
  expect(shown.from).toBe(at('16:30'));
  expect(shown.to).toBeGreaterThan(at('17:45'));
  expect(shown.labels.map((label) => label.text)).toContain('17:15');
  expect(shown.labels.length).toBeLessThanOrEqual(9);
  expect(place(shown, at('17:00'))).toBeGreaterThan(shown.now ?? 100);
});

test('plates that would touch flip sideways', () => {
  const gates = [at('17:00'), at('17:30')];
  const shown = scale(gates, at('17:01'));
  expect(plates(shown, gates).map((plate) => plate.side)).toEqual(['left', 'middle']);
  expect(nowSide(shown, gates)).toBe('right');
});

test('gates seconds apart stay inside and in order', () => {
  const now = at('17:00');
  const shown = scale([now + 5_000, now + 10_000], now);
  const where = plates(shown, [now + 5_000, now + 10_000]).map((plate) => plate.at);
  expect(where[0]).toBeLessThan(where[1] ?? 0);
  expect(shown.to - shown.from).toBeGreaterThanOrEqual(10 * 60_000);
});

test('a release next month is drawn without now', () => {
  const shown = scale([at('17:00') + 30 * 86_400_000], at('17:00'));
  expect(shown.now).toBeNull();
});

test('steps of days begin at midnight of the zone', () => {
  const shown = scale([at('17:00'), at('17:00') + 5 * 86_400_000], at('17:00'));
  expect(new Date(shown.from).toISOString()).toContain('T23:00:00');
  expect(shown.labels[0]?.text).toMatch(/^\d\d\.\d\d\.$/);
});

import { expect, test } from 'vitest';

import { minutes } from '../text/time.ts';
import { instantOf, place, scale, wall } from './scale.ts';

const at = (time: string): number => Date.parse(`2023-11-21T${time}:00+01:00`);

test('the ribbon shows now and the gates, with room after the last', () => {
  const shown = scale([at('17:00'), at('17:30')], at('16:51'));
  expect(shown.from).toBe(at('16:30'));
  expect(shown.to).toBeGreaterThan(at('17:45'));
  expect(shown.labels.map((label) => label.text)).toContain('17:15');
  expect(shown.labels.length).toBeLessThanOrEqual(13);
  expect(place(shown, at('17:00'))).toBeGreaterThan(shown.now ?? 100);
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

const HOUR = 3_600_000;
const berlin = (civil: string): number => instantOf(Date.parse(`${civil}:00Z`));

test('over midnight the axis knows where the day begins', () => {
  const shown = scale([at('17:00'), at('17:00') + 10 * HOUR], at('16:00'));
  expect(shown.nights).toEqual([Date.parse('2023-11-22T00:00:00+01:00')]);
  expect(scale([at('17:00')], at('16:51')).nights).toEqual([]);
});

test('the night on which an hour is skipped has no label for it, and its day no round time that there is not', () => {
  const shown = scale([berlin('2026-03-29T01:30'), berlin('2026-03-29T04:00')], berlin('2026-03-29T00:50'));
  const labels = shown.labels.map((label) => label.text);
  expect(labels).not.toContain('02:00');
  expect(labels).toContain('03:00');
  expect(shown.change).toEqual({ at: Date.parse('2026-03-29T01:00:00Z'), by: HOUR });
  for (const label of shown.labels) expect(label.text).toMatch(/^\d\d:(00|15|30|45)$/);
});

test('the night on which an hour comes twice shows both', () => {
  const shown = scale([Date.parse('2026-10-25T00:30:00Z'), Date.parse('2026-10-25T01:30:00Z')], Date.parse('2026-10-24T23:50:00Z'));
  const labels = shown.labels.map((label) => label.text);
  expect(labels.filter((text) => text === '02:00')).toHaveLength(2);
  expect(shown.change).toEqual({ at: Date.parse('2026-10-25T01:00:00Z'), by: -HOUR });
});

test('days stay days where the clocks are changed among them', () => {
  for (const change of ['2026-03-29', '2026-10-25']) {
    const first = Date.parse(`${change}T12:00:00Z`) - 2 * 24 * HOUR;
    const shown = scale([first, first + 5 * 24 * HOUR], first - 24 * HOUR * 30);
    expect(new Set(shown.labels.map((label) => label.text)).size).toBe(shown.labels.length);
    for (let day = shown.from; day < shown.to; day += 24 * HOUR) expect(place(shown, day)).toBeGreaterThanOrEqual(0);
    expect(minutes(shown.from)).toBe('00:00');
    expect(minutes(shown.to)).toBe('00:00');
  }
});

test('what a clock shows and when it shows it belong together', () => {
  for (const civil of ['2026-01-31T23:59', '2026-07-01T00:00', '2026-03-29T03:00', '2026-10-25T03:00'])
    expect(wall(berlin(civil))).toBe(Date.parse(`${civil}:00Z`));
});

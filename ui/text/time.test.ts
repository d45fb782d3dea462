import { expect, test } from 'vitest';

import {
  brief,
  deviation,
  roughly,
  fullTime,
  longDate,
  millis,
  minuteHour,
  offset,
  shortSpan,
  size,
  span,
  useZone,
  zoneName,
} from './time.ts';

const FIVE = '2023-11-21T16:00:00Z';

test('the embargo of the first release is written as readers expect it', () => {
  expect(fullTime(FIVE)).toBe('Di., 21.11.2023, 17:00\u00a0Uhr');
  expect(longDate(FIVE)).toBe('Dienstag, 21.\u00a0November 2023');
  expect(fullTime('2023-11-21T16:00:07Z')).toBe('Di., 21.11.2023, 17:00:07\u00a0Uhr');
  expect(minuteHour('2023-11-21T16:00:07Z')).toBe('17:00\u00a0Uhr');
  expect(millis('2023-11-21T16:00:00.012Z')).toBe('17:00:00,012');
});

test('lists name the day only where it is not today', () => {
  const now = '2023-11-21T12:00:00Z';
  expect(brief(FIVE, now)).toBe('17:00');
  expect(brief('2023-11-20T09:00:00Z', now)).toBe('Mo., 10:00');
  expect(brief('2023-11-22T08:00:00Z', now)).toBe('Mi., 22.11., 09:00');
  expect(brief('2024-01-02T08:00:00Z', now)).toBe('02.01.2024, 09:00');
});

test('a countdown tells minutes, and seconds only under two', () => {
  expect(span(18 * 60_000)).toBe('18\u00a0Minuten');
  expect(span(17 * 60_000 + 1)).toBe('18\u00a0Minuten');
  expect(span(119_000)).toBe('119\u00a0Sekunden');
  expect(span(120_000)).toBe('2\u00a0Minuten');
  expect(span(1_000)).toBe('1\u00a0Sekunde');
  expect(span(3 * 3_600_000 + 5 * 60_000)).toBe('3\u00a0Stunden 5\u00a0Minuten');
  expect(shortSpan(39 * 60_000)).toEqual(['39', 'min']);
});

test('summer and winter time have their names and offsets', () => {
  expect(zoneName(FIVE)).toBe('MEZ');
  expect(zoneName('2023-07-01T12:00:00Z')).toBe('MESZ');
  expect(offset(FIVE)).toBe(3_600_000);
  expect(offset('2023-07-01T12:00:00.500Z')).toBe(7_200_000);
  useZone('Pacific/Auckland');
  expect(fullTime(FIVE)).toBe('Mi., 22.11.2023, 05:00\u00a0Uhr');
  useZone('Europe/Berlin');
});

test('sizes and deviations are short', () => {
  expect(size(9_700_000)).toBe('9,7\u00a0MB');
  expect(size(612_400)).toBe('612\u00a0KB');
  expect(deviation(200)).toBe('0,2\u00a0s');
  expect(roughly(-179_000)).toBe('3\u00a0Minuten');
  expect(roughly(44_600)).toBe('45\u00a0Sekunden');
  expect(deviation(-252_000)).toBe('−4\u00a0min 12\u00a0s');
});

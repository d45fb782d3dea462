import { expect, test } from 'vitest';

import { cleanDate, cleanTime } from './typed.ts';

test('dates are read as they are shown and as people type them', () => {
  expect(cleanDate('Di., 21.11.2023')).toBe('21.11.2023');
  expect(cleanDate('1.2.24')).toBe('01.02.2024');
  expect(cleanDate('2023-11-21')).toBe('2023-11-21');
  expect(cleanDate('übermorgen')).toBe('übermorgen');
});

test('clock times likewise', () => {
  expect(cleanTime('17:00\u00a0Uhr')).toBe('17:00');
  expect(cleanTime('17.30')).toBe('17:30');
  expect(cleanTime('9')).toBe('09:00');
  expect(cleanTime('17:00:05 Uhr')).toBe('17:00:05');
  expect(cleanTime('bald')).toBe('bald');
});

import { expect, test } from 'vitest';

import { readSpot, spot } from './spot.ts';

test('a spot in the text comes back from the route as it went', () => {
  const detail = spot({ kind: 'line', block: 2, line: 1 }, { start: 16, end: 28 });
  expect(readSpot(detail)).toEqual({
    name: 'line-2-1',
    line: { block: 2, line: 1 },
    span: { start: 16, end: 28 },
  });
});

test('a field has a name, and no words where all of it is meant', () => {
  expect(readSpot(spot({ kind: 'headline' }, null))).toEqual({ name: 'headline', line: null, span: null });
  expect(readSpot(spot({ kind: 'embargoNote', index: 1 }, { start: 0, end: 9 })).name).toBe('embargoNote-1');
});

import { expect, test } from 'vitest';

import { Decisions } from './decisions.ts';

test('each change is decided by itself, and the next open one comes round', () => {
  const decisions = new Decisions(4);
  expect(decisions.open).toBe(4);
  decisions.decide(1, true);
  expect([decisions.next(0), decisions.next(3)]).toEqual([2, 0]);
  decisions.decide(2, false);
  decisions.decide(3, true);
  expect(decisions.next(2)).toBe(0);
  decisions.decide(0, false);
  expect([decisions.open, decisions.next(2)]).toEqual([0, 2]);
  expect(decisions.all).toEqual([false, true, false, true]);
});

test('the last decision is taken back first, whatever it was before', () => {
  const decisions = new Decisions(2);
  expect([decisions.canUndo, decisions.undo()]).toEqual([false, null]);
  decisions.decide(0, true);
  decisions.decide(0, true);
  decisions.decide(0, false);
  expect(decisions.undo()).toBe(0);
  expect(decisions.all[0]).toBe(true);
  expect(decisions.undo()).toBe(0);
  expect([decisions.all[0], decisions.canUndo]).toEqual([null, false]);
});

test('a file without changes has nothing open', () => {
  const decisions = new Decisions(0);
  expect([decisions.open, decisions.next(0)]).toEqual([0, 0]);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { clock } from './clock.svelte.ts';

const at = (time: string): number => Date.parse(`2023-11-21T${time}Z`);

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(at('15:58:30.400'));
});
afterEach(() => clock.count(true));

test('seconds tick as they begin, and minutes while nothing waits for a time', () => {
  const end = clock.run();
  expect(clock.now).toBe(at('15:58:30'));
  vi.advanceTimersByTime(600);
  expect(clock.now).toBe(at('15:58:31'));
  clock.count(false);
  expect(clock.now).toBe(at('15:58:00'));
  vi.advanceTimersByTime(28_999);
  expect(clock.now).toBe(at('15:58:00'));
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1);
  expect(clock.now).toBe(at('15:59:00'));
  end();
  expect(vi.getTimerCount()).toBe(0);
});

test('from minutes to seconds the right second stands there at once', () => {
  clock.count(false);
  const end = clock.run();
  vi.advanceTimersByTime(15_000);
  clock.count(true);
  expect(clock.now).toBe(at('15:58:45'));
  vi.advanceTimersByTime(600);
  expect(clock.now).toBe(at('15:58:46'));
  end();
});

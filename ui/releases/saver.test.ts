import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Saver } from './saver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('it saves 300 ms after the last change', async () => {
  const save = vi.fn(() => Promise.resolve());
  const saver = new Saver(save, () => undefined);
  saver.touch();
  await vi.advanceTimersByTimeAsync(299);
  expect(save).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(save).toHaveBeenCalledTimes(1);
  expect(saver.pending).toBe(false);
});

test('who types without a pause is saved within 700 ms', async () => {
  const save = vi.fn(() => Promise.resolve());
  const saver = new Saver(save, () => undefined);
  for (let typed = 0; typed < 7; typed += 1) {
    saver.touch();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(save).toHaveBeenCalledTimes(1);
});

test('what is typed while saving is saved after it', async () => {
  let text = 'a';
  const saved: string[] = [];
  const saver = new Saver(
    async () => {
      const now = text;
      await new Promise((done) => setTimeout(done, 100));
      saved.push(now);
    },
    () => undefined,
  );
  saver.touch();
  await vi.advanceTimersByTimeAsync(350);
  text = 'ab';
  saver.touch();
  expect(saver.pending).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(saved).toEqual(['a', 'ab']);
  expect(saver.pending).toBe(false);
});

test('a failure is told, kept and repeated', async () => {
  const save = vi.fn<() => Promise<void>>().mockRejectedValueOnce('full disk').mockResolvedValue();
  const failed = vi.fn();
  const saver = new Saver(save, failed);
  saver.touch();
  expect(await saver.flush()).toBe(false);
  expect(failed).toHaveBeenCalledWith('full disk');
  expect(saver.pending).toBe(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(save).toHaveBeenCalledTimes(2);
  expect(saver.pending).toBe(false);
});

test('flush waits for the attempt that is under way', async () => {
  const saver = new Saver(
    () => new Promise((done) => setTimeout(done, 100)),
    () => undefined,
  );
  saver.touch();
  const first = saver.flush();
  saver.touch();
  const second = saver.flush();
  await vi.advanceTimersByTimeAsync(500);
  expect(await first).toBe(false);
  expect(await second).toBe(true);
});

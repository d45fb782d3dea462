import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { clock } from '../frame/clock.svelte.ts';
import { useHost } from '../host/ipc.ts';
import { mockHost } from '../host/mock.ts';
import OverviewScreen from './OverviewScreen.svelte';
import { releases } from './overview.svelte.ts';

/** Where a plate or a line stands, from 0 to 1 of the axis. */
function share(name: string, at = ''): number {
  const place = target.querySelector<HTMLElement>(`[data-test="${name}"]${at}`)?.style.left ?? '';
  const found = /\* ([\d.]+)\)/.exec(place)?.[1];
  if (found === undefined) throw new Error(`${name} stands nowhere: »${place}«`);
  return Number(found);
}

let target: HTMLElement;
let screen: ReturnType<typeof mount>;
let due = 0;

beforeEach(async () => {
  let now = Date.parse('2023-11-21T15:51:00Z');
  useHost(mockHost('geplant', () => now));
  await releases.refresh();
  const dues = releases.rows.flatMap((row) => row.lanes.map((lane) => Date.parse(lane.due ?? '')));
  due = Math.min(...dues.filter((at) => at > now));
  // Five seconds before its time, so that the axis is the same before and after.
  now = due - 5_000;
  await releases.refresh();
  clock.now = now;
  target = document.body.appendChild(document.createElement('div'));
  screen = mount(OverviewScreen, { target });
  flushSync();
});

afterEach(() => {
  void unmount(screen);
  target.remove();
});

function at(time: number): { line: number; gate: number } {
  clock.now = time;
  flushSync();
  return { line: share('now-line'), gate: share('gate', `[data-at="${due}"]`) };
}

test('the line of now moves with each second, and stands behind a gate that has opened', () => {
  const places = Array.from({ length: 10 }, (_, second) => at(due - 5_000 + second * 1_000));
  for (const [before, after] of places.slice(0, 5).map((place, index) => [place, places[index + 1]!] as const))
    if (before.gate === after.gate) expect(after.line).toBeGreaterThan(before.line);
  for (const { line, gate } of places.slice(0, 5)) expect(line).toBeLessThan(gate);
  for (const { line, gate } of places.slice(5)) expect(line).toBeGreaterThanOrEqual(gate);
  const last = places.at(-1)!;
  expect(last.line).toBeGreaterThan(last.gate);
});

import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { clock } from '../frame/clock.svelte.ts';
import { useHost } from '../host/ipc.ts';
import { mockHost } from '../host/mock.ts';
import { releases } from './overview.svelte.ts';
import ReleaseTable from './ReleaseTable.svelte';
import StopWhichDialog from './StopWhichDialog.svelte';

const now = Date.parse('2023-11-21T18:20:00Z');
let target: HTMLElement;
let shown: ReturnType<typeof mount>[] = [];

beforeEach(async () => {
  useHost(mockHost('voll', () => now));
  await releases.refresh();
  clock.now = now;
  target = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  for (const one of shown) void unmount(one);
  shown = [];
  target.remove();
});

const buttons = (): HTMLButtonElement[] => [...target.querySelectorAll<HTMLButtonElement>('[data-test="stop-one"]')];

test('one is stopped after the other, by key too: the focus stays in the list', async () => {
  shown.push(mount(StopWhichDialog, { target }));
  flushSync();
  const before = buttons().length;
  expect(before).toBeGreaterThan(3);
  const next = buttons()[1]?.getAttribute('aria-label');
  buttons()[0]?.focus();
  buttons()[0]?.click();
  await vi.waitFor(() => expect(buttons()).toHaveLength(before - 1));
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe(next));
});

test('of what was stopped the table names no time', async () => {
  shown.push(mount(StopWhichDialog, { target }));
  flushSync();
  target.querySelector<HTMLButtonElement>('[data-test="stop-all"]')?.click();
  await vi.waitFor(() => expect(releases.planned).toHaveLength(0));
  shown.push(mount(ReleaseTable, { target, props: { selected: null } }));
  flushSync();
  const rows = [...target.querySelectorAll('tr.z')].map((row) => row.textContent.replaceAll('\u00a0', ' '));
  const prize = rows.find((row) => row.includes('Landespreis'));
  expect(prize).toContain('seit 18:30');
  expect(prize).toContain('angehalten');
  expect(prize).not.toContain('20:00');
  expect(rows.find((row) => row.includes('Tarifabschluss'))).toContain('angehalten');
});

import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { clock } from '../frame/clock.svelte.ts';
import { dialogs } from '../frame/dialogs.svelte.ts';
import { type Host, useHost } from '../host/ipc.ts';
import { mockHost } from '../host/mock.ts';
import { open } from '../releases/release.svelte.ts';
import SlidingGates from './ReleaseRibbon.svelte';

const now = Date.parse('2023-11-21T15:51:00Z');
let saves: unknown[] = [];
let host: Host;
let target: HTMLElement;
let ribbon: ReturnType<typeof mount> | null = null;

async function start(seed: 'leer' | 'geplant'): Promise<void> {
  const mock = mockHost(seed, () => now);
  saves = [];
  host = {
    ...mock,
    call: (name, ...rest) => {
      if (name === 'set_times') saves.push(structuredClone(rest[0]));
      return mock.call(name, ...rest);
    },
  };
  useHost(host);
  clock.now = now;
  const [row] = (await host.call('overview', { most: 60 })).releases;
  open.start(seed === 'leer' ? await host.call('open_sample', null) : await host.call('open_release', { id: row?.id ?? '' }));
  draw();
}

function draw(): void {
  if (ribbon) void unmount(ribbon);
  ribbon = mount(SlidingGates, { target, props: { view: open.view!, fields: open.fields! } });
  flushSync();
}

beforeEach(() => {
  target = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  if (ribbon) void unmount(ribbon);
  ribbon = null;
  dialogs.leave();
  target.remove();
});

function slider(key: string): HTMLElement {
  const found = target.querySelector<HTMLElement>(`[data-test="gate-slider"][data-key="${key}"]`);
  if (!found) throw new Error(`no gate of ${key}`);
  found.setPointerCapture = () => {};
  return found;
}

const photoKey = (): string => open.fields?.photos[0]?.id ?? '';
const dueOf = (): number => (open.fields?.due?.kind === 'at' ? Date.parse(open.fields.due.utc) : NaN);

function press(element: HTMLElement, key: string, shiftKey = false): void {
  element.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
  flushSync();
}

function point(element: EventTarget, type: string, clientX: number): void {
  element.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX, bubbles: true }));
  flushSync();
}

test('a gate is a slider with a precise time, and keys save it as the fields would', async () => {
  await start('leer');
  const before = dueOf();
  const text = slider('text');
  expect(text.getAttribute('role')).toBe('slider');
  expect(text.getAttribute('aria-label')).toBe('Meldung öffentlich ab');
  expect(text.getAttribute('aria-valuetext')).toBe('Di., 21.11.2023, 17:09\u00a0Uhr');
  const [least, at, most] = ['min', 'now', 'max'].map((end) => Number(text.getAttribute(`aria-value${end}`)));
  expect(least).toBeLessThanOrEqual(at!);
  expect(at).toBeLessThanOrEqual(most!);
  press(text, 'ArrowRight');
  await open.settled();
  expect(dueOf() - before).toBe(5 * 60_000);
  draw();
  press(slider('text'), 'ArrowLeft', true);
  await open.settled();
  expect(dueOf() - before).toBe(4 * 60_000);
});

test('keys that come faster than the desk answers are few saves, and none is lost', async () => {
  await start('leer');
  const before = dueOf();
  for (let count = 0; count < 5; count += 1) press(slider('text'), 'ArrowRight');
  // Whoever plans now waits for all of it.
  await open.settled();
  expect(dueOf() - before).toBe(25 * 60_000);
  expect(saves.length).toBeLessThanOrEqual(2);
});

test('the text does not slide past a photo whose time is fixed, nor the photo before the text', async () => {
  await start('leer');
  const photo = Number(slider(photoKey()).getAttribute('aria-valuenow'));
  press(slider('text'), 'PageUp');
  await open.settled();
  draw();
  expect(dueOf() / 60_000).toBe(photo);
  press(slider(photoKey()), 'PageDown');
  await open.settled();
  draw();
  expect(Number(slider(photoKey()).getAttribute('aria-valuenow'))).toBe(photo);
});

test('a drag shows its time on the plate, and saves once, at its end', async () => {
  await start('leer');
  const text = slider('text');
  point(text, 'pointerdown', 300);
  for (let x = 301; x < 340; x += 1) point(text, 'pointermove', x);
  const shown = text.getAttribute('aria-valuetext') ?? '';
  expect(shown).toMatch(/17:[1-3][05]\u00a0Uhr$/);
  expect(shown).toContain(text.textContent.trim());
  expect(saves).toEqual([]);
  point(text, 'pointerup', 339);
  await open.settled();
  expect(saves).toHaveLength(1);
  expect((dueOf() / 60_000) % 5).toBe(0);
});

test('Escape ends a drag, and nothing has changed', async () => {
  await start('leer');
  const before = dueOf();
  const text = slider('text');
  point(text, 'pointerdown', 300);
  point(text, 'pointermove', 400);
  expect(text.getAttribute('aria-valuetext')).not.toContain('17:09');
  press(document.body, 'Escape');
  expect(text.getAttribute('aria-valuetext')).toContain('17:09');
  point(text, 'pointermove', 420);
  point(text, 'pointerup', 420);
  await open.settled();
  expect([dueOf(), saves]).toEqual([before, []]);
});

test('what is planned is no slider: its gate leads to »Termin verschiebt sich«', async () => {
  await start('geplant');
  const [row] = (await host.call('overview', { most: 60 })).releases.filter((one) => one.state === 'scheduled');
  open.start(await host.call('open_release', { id: row?.id ?? '' }));
  draw();
  expect(target.querySelector('[role="slider"]')).toBeNull();
  const gate = target.querySelector<HTMLButtonElement>('[data-test="gate-planned"]');
  expect(gate?.getAttribute('aria-label')).toContain('Termin verschiebt sich');
  press(gate!, 'ArrowRight');
  gate?.click();
  await vi.waitFor(() => expect(dialogs.open).toBe('move'));
  expect(saves).toEqual([]);
});

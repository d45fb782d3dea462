import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import QueuedBand from '../frame/QueuedBand.svelte';
import type { ReleaseView } from '../host/bindings/ReleaseView.ts';
import { type Host, useHost } from '../host/ipc.ts';
import { mockHost } from '../host/mock.ts';
import { open } from '../releases/release.svelte.ts';
import LiftDialog from './LiftDialog.svelte';
import MoveDialog from './MoveDialog.svelte';

const now = Date.parse('2023-11-21T15:51:00Z');
let host: Host;
let view: ReleaseView;
let target: HTMLElement;

beforeEach(async () => {
  host = mockHost('geplant', () => now);
  useHost(host);
  const [row] = (await host.call('overview', { most: 60 })).releases;
  open.start(await host.call('open_release', { id: row?.id ?? '' }));
  if (!open.view) throw new Error('nothing is open');
  view = open.view;
  target = document.createElement('div');
  document.body.append(target);
});

afterEach(() => target.remove());

function found(name: string): HTMLElement {
  const element = target.querySelector<HTMLElement>(`[data-test="${name}"]`);
  if (!element) throw new Error(`${name} is not there`);
  return element;
}

test('all that is planned moves together, and the button says to when', async () => {
  const dialog = mount(MoveDialog, { target, props: { view } });
  flushSync();
  await vi.waitFor(() => expect(found('move-hangs').textContent).toContain('Foto öffentlich'));
  const before = Date.parse(view.lanes[0]?.due ?? '');
  const confirm = found('move-confirm');
  expect(confirm.textContent).toMatch(/^Auf .+ und .+\u00a0Uhr verschieben$/);
  confirm.click();
  await vi.waitFor(() => expect(Date.parse(open.view?.lanes[0]?.due ?? '')).toBe(before + 30 * 60_000));
  const [text, photo] = open.view?.lanes ?? [];
  expect(Date.parse(photo?.due ?? '') - Date.parse(text?.due ?? '')).toBe(30 * 60_000);
  void unmount(dialog);
});

test('past midnight it says so, what the text tells of its day, and what it tells as done', async () => {
  const dialog = mount(MoveDialog, { target, props: { view } });
  flushSync();
  const date = found('move-date') as HTMLInputElement;
  await vi.waitFor(() => expect(found('move-hangs').textContent).toContain('»unterzeichneten heute«'));
  expect(target.querySelector('[data-test="move-told-day"]')).toBeNull();
  expect(target.querySelector('[data-test="move-other-day"]')).toBeNull();
  expect(target.querySelector('.zp-tor--alt')?.textContent).toContain('17:00');
  expect(found('move-told-done').textContent).toContain('stimmt nur, wenn es bis dahin geschehen ist');
  date.value = '22.11.2023';
  date.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
  await vi.waitFor(() => expect(found('move-other-day').textContent).toContain('sondern am Mi., 22.11.2023'));
  expect(found('move-told-day').textContent).toContain('öffentlich am Mi., 22.11.2023');
  expect(found('move-confirm').textContent).toMatch(/^Auf Mi\., 22\.11\.2023, 17:30 und 18:00\u00a0Uhr verschieben$/);
  void unmount(dialog);
});

test('a time that there is not is refused, and nothing can be confirmed', async () => {
  const dialog = mount(MoveDialog, { target, props: { view } });
  flushSync();
  await vi.waitFor(() => expect(found('move-hangs')).toBeTruthy());
  const time = found('move-time') as HTMLInputElement;
  time.value = 'halb sechs';
  time.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
  await vi.waitFor(() => expect(found('move-refused').textContent).toContain('keine Zeitangabe'));
  expect((found('move-confirm') as HTMLButtonElement).disabled).toBe(true);
  void unmount(dialog);
});

test('in the hour that comes twice the dialog asks which, and moves to that', async () => {
  const dialog = mount(MoveDialog, { target, props: { view } });
  flushSync();
  for (const [name, value] of [['move-date', '27.10.2024'], ['move-time', '02:30']] as const) {
    const field = found(name) as HTMLInputElement;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
  }
  await vi.waitFor(() => expect(target.querySelectorAll('[data-test="move-choice"]')).toHaveLength(2));
  expect(found('clock-change').textContent).toContain('MESZ');
  target.querySelector<HTMLButtonElement>('[data-value="later"]')?.click();
  flushSync();
  await vi.waitFor(() => expect((found('move-confirm') as HTMLButtonElement).disabled).toBe(false));
  found('move-confirm').click();
  await vi.waitFor(() => expect(open.view?.lanes[0]?.due).toBe('2024-10-27T01:30:00.000Z'));
  void unmount(dialog);
});

test('lifting says what becomes public, and the photo only if it is asked for', () => {
  const dialog = mount(LiftDialog, { target, props: { view } });
  flushSync();
  expect(target.textContent).toContain('wird damit sofort öffentlich');
  expect((found('lift-photos') as HTMLInputElement).checked).toBe(false);
  void unmount(dialog);
});

test('a stop that nobody has confirmed is said to stop nothing', () => {
  const band = mount(QueuedBand, { target, props: { view: { ...view, isStopQueued: true } } });
  expect(found('band-stop-queued').getAttribute('role')).toBe('alert');
  expect(target.textContent).toContain('Angehalten ist noch nichts');
  void unmount(band);
  const none = mount(QueuedBand, { target, props: { view } });
  expect(target.textContent.trim()).toBe('');
  void unmount(none);
});

import { flushSync, mount, unmount } from 'svelte';
import { expect, test } from 'vitest';

import type { Lane } from '../host/bindings/Lane.ts';
import Ribbon from './Ribbon.svelte';

const now = Date.parse('2023-11-21T15:51:00Z');
const text: Lane = {
  item: { kind: 'text' },
  state: 'public',
  opening: null,
  due: '2023-11-21T15:45:00Z',
  publicSince: '2023-11-21T15:45:00.012Z',
  approximate: false,
};
const photo: Lane = {
  item: { kind: 'photo', slot: 'a', label: 'Bild' },
  state: 'reserved',
  opening: { kind: 'at', utc: '2023-11-21T16:30:00Z' },
  due: '2023-11-21T16:30:00Z',
  publicSince: null,
  approximate: true,
};

test('each lane carries its state, and the ribbon its sentence', () => {
  const target = document.createElement('div');
  const ribbon = mount(Ribbon, {
    target,
    props: { groups: [{ lanes: [text, photo] }], now, shape: 'strip', label: 'Zeitplan' },
  });
  const lanes = [...target.querySelectorAll<HTMLElement>('[data-test="lane"]')];
  expect(lanes.map((lane) => [lane.dataset['item'], lane.dataset['state']])).toEqual([
    ['text', 'public'],
    ['photo', 'reserved'],
  ]);
  expect(target.querySelector('[role="img"]')?.getAttribute('aria-label')).toBe(
    'Zeitplan. Jetzt 16:51\u00a0Uhr. Meldung: öffentlich seit 16:45\u00a0Uhr. Foto: Platz reserviert, Foto fehlt, 17:30\u00a0Uhr.',
  );
  expect(target.textContent).toContain('nach 17:30\u00a0Uhr nur mit Ihrer Bestätigung');
  void unmount(ribbon);
});

function drawn(lanes: Lane[], at: number): HTMLElement {
  const target = document.createElement('div');
  const ribbon = mount(Ribbon, { target, props: { groups: [{ name: 'Tarifabschluss', lanes }], now: at, label: 'Zeitplan' } });
  const copy = target.cloneNode(true) as HTMLElement;
  void unmount(ribbon);
  return copy;
}

function lane(due: string): Lane {
  return { ...text, state: 'locked', publicSince: null, due, opening: { kind: 'at', utc: due } };
}

test('over midnight a plate and a line carry the new day, and the sentence its weekday', () => {
  const ribbon = drawn([lane('2023-11-21T23:30:00Z')], Date.parse('2023-11-21T19:20:00Z'));
  expect(ribbon.querySelector('[data-test="night"]')?.textContent.trim()).toBe('Mi., 00:00');
  expect(ribbon.querySelectorAll('.zp-nacht')).toHaveLength(1);
  expect(ribbon.querySelector('[role="img"]')?.getAttribute('aria-label')).toContain(
    'gesperrt bis Mi., 22.11.2023, 00:30\u00a0Uhr',
  );
  expect(ribbon.textContent).toContain('gesperrt bis Mi., 00:30\u00a0Uhr');
});

test('no text stands under the line of midnight', () => {
  const midnight = Date.parse('2023-11-21T23:00:00Z');
  const drawnAt = (before: number): Element | null =>
    drawn([lane(new Date(midnight - before * 60_000).toISOString())], midnight - 220 * 60_000).querySelector('.bd--k');
  expect(drawnAt(20)?.getAttribute('style')).toMatch(/padding-left: \d/);
  expect(drawnAt(180)?.getAttribute('style')).not.toContain('padding-left');
});

test('the nights on which the clocks are changed are named, on the axis and in the sentence', () => {
  const spring = drawn([lane('2026-03-29T01:28:00Z')], Date.parse('2026-03-29T00:40:00Z'));
  expect(spring.querySelector('[data-test="change"]')?.textContent.trim()).toBe('02–03\u00a0Uhr entfällt');
  expect(spring.querySelector('[role="img"]')?.getAttribute('aria-label')).toContain(
    'Am Sonntag, 29.\u00a0März 2026 entfällt die Stunde von 02:00 bis 03:00\u00a0Uhr',
  );
  const autumn = drawn([lane('2026-10-25T01:28:00Z')], Date.parse('2026-10-25T00:40:00Z'));
  expect(autumn.querySelector('[data-test="change"]')?.textContent.trim()).toBe('02–03\u00a0Uhr zweimal');
});

test('what opened within the same second shares a plate', () => {
  const later = { ...photo, state: 'public' as const, publicSince: '2023-11-21T15:45:00.480Z', due: '2023-11-21T15:45:00Z' };
  const ribbon = drawn([text, later], now);
  expect(ribbon.querySelectorAll('[data-test="gate"]')).toHaveLength(1);
  expect(ribbon.querySelector('[data-test="gate"]')?.classList).toContain('zp-tor--offen');
});

test('an event of another day says which', () => {
  const ribbon = drawn([lane('2023-11-30T09:00:00Z')], Date.parse('2023-11-21T19:20:00Z'));
  expect(ribbon.querySelector('[data-test="gate"]')?.textContent.trim()).toBe('Do., 30.11., 10:00');
  expect(ribbon.querySelector('[data-test="now-line"]')).toBeNull();
});

test('more than ten lanes are summed up, what comes next is drawn, and all can be seen', () => {
  const from = Date.parse('2023-11-21T20:00:00Z');
  const lanes = Array.from({ length: 14 }, (_, index) => lane(new Date(from + index * 900_000).toISOString()));
  const open: Lane = { ...text };
  const target = document.createElement('div');
  const props = { groups: [{ name: 'Früher', lanes: [open] }, { name: 'Viele', lanes }], now: from - 600_000, label: 'Zeitplan' };
  const ribbon = mount(Ribbon, { target, props });
  const count = (): number => target.querySelectorAll('[data-test="lane"]').length;
  expect(count()).toBe(10);
  expect(target.querySelector('[data-state="public"]')).toBeNull();
  const more = target.querySelector<HTMLButtonElement>('[data-test="more-lanes"]');
  expect(more?.textContent.trim()).toBe('5\u00a0weitere zeigen, 1\u00a0davon öffentlich');
  more?.click();
  flushSync();
  expect(count()).toBe(15);
  expect(target.querySelector('[role="img"]')?.getAttribute('aria-label')).toContain('Früher, Meldung: öffentlich seit');
  void unmount(ribbon);
});

import { mount, unmount } from 'svelte';
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

import { beforeEach, expect, test } from 'vitest';

import type { Lane } from '../host/bindings/Lane.ts';
import type { ReleaseView } from '../host/bindings/ReleaseView.ts';
import { type Host, useHost } from '../host/ipc.ts';
import { mockHost } from '../host/mock.ts';
import { byKey, fold, type Handle, handles, precise, previewed, request, snapped, typedAs } from './gates.ts';

const MINUTE = 60_000;
const now = Date.parse('2023-11-21T15:51:00Z');
let host: Host;
let view: ReleaseView;

beforeEach(async () => {
  host = mockHost('leer', () => now);
  useHost(host);
  view = await host.call('open_sample', null);
});

function handle(part: Partial<Handle> = {}): Handle {
  const at = Date.parse('2023-11-21T16:00:00Z');
  return { key: 'text', name: '', at, least: at - 60 * MINUTE, most: at + 24 * 60 * MINUTE, bound: null, isPlanned: false, ...part };
}

test('keys move by five minutes, by one, by thirty, and to the ends of the day', () => {
  const one = handle();
  const by = (key: string, fine = false): number => ((byKey(one, key, fine) ?? NaN) - one.at) / MINUTE;
  expect([by('ArrowRight'), by('ArrowUp'), by('ArrowLeft'), by('ArrowDown')]).toEqual([5, 5, -5, -5]);
  expect([by('ArrowRight', true), by('ArrowLeft', true), by('PageUp'), by('PageDown')]).toEqual([1, -1, 30, -30]);
  expect(by('Home')).toBe(-60);
  expect(precise(byKey(one, 'End', false) ?? 0)).toBe('Di., 21.11.2023, 23:55\u00a0Uhr');
  expect(byKey(one, 'a', false)).toBeNull();
});

test('no key and no drag leads beyond the ends', () => {
  const one = handle({ most: handle().at + 3 * MINUTE });
  expect(byKey(one, 'PageUp', false)).toBe(one.most);
  expect(snapped(one, one.at + 60 * MINUTE, 5 * MINUTE)).toBe(one.most);
  expect(snapped(handle(), handle().at + 7 * MINUTE, 5 * MINUTE)).toBe(handle().at + 5 * MINUTE);
});

test('a draft has a gate for its text and one for its photo; the photo never comes before the text', () => {
  const [text, photo] = handles(view.release, view.lanes, now);
  expect([text?.isPlanned, photo?.isPlanned]).toEqual([false, false]);
  expect(text?.most).toBe(photo?.at);
  expect(photo?.least).toBe(text?.at);
  expect(byKey(photo!, 'Home', false)).toBe(text?.at);
  expect(text?.least).toBe(Date.parse('2023-11-21T15:55:00Z'));
});

test('a photo that goes with the text has no gate of its own and comes along', () => {
  const photos = view.release.photos.map((slot) => ({ ...slot, time: { kind: 'after' as const, minutes: 30 } }));
  const together = view.release.photos.map((slot) => ({ ...slot, time: { kind: 'withRelease' as const } }));
  expect(handles({ ...view.release, photos: together }, view.lanes, now)).toHaveLength(1);
  const [text, photo] = handles({ ...view.release, photos }, view.lanes, now);
  expect(text?.most).toBeGreaterThan(photo!.at);
  const there = previewed(view.lanes, { photos }, 'text', text!.at + 60 * MINUTE);
  expect(there.map((lane) => Date.parse(lane.due ?? ''))).toEqual([text!.at + 60 * MINUTE, photo!.at + 60 * MINUTE]);
  const fixed = previewed(view.lanes, view.release, 'text', text!.at + 10 * MINUTE);
  expect(Date.parse(fixed[1]?.due ?? '')).toBe(photo!.at);
  const asked = request({ ...view.release, photos }, photo!.key, text!.at + 45 * MINUTE);
  expect(asked?.slots[0]?.time).toEqual({ kind: 'after', minutes: 45 });
});

test('a version in another language may come after the photo, which it has from its beginning', () => {
  const [text] = handles({ ...view.release, versionOf: crypto.randomUUID() }, view.lanes, now);
  expect(text?.most).toBeGreaterThan(Date.parse(view.lanes[1]?.due ?? ''));
});

test('what is planned moves by its dialog, what is public or stopped not at all', () => {
  const as = (state: Lane['state']): Lane[] => view.lanes.map((lane) => ({ ...lane, state }));
  for (const state of ['locked', 'proposed', 'reserved'] as const)
    expect(handles(view.release, as(state), now).every((one) => one.isPlanned)).toBe(true);
  for (const state of ['public', 'stopped', 'held', 'withdrawn', 'pending'] as const)
    expect(handles(view.release, as(state), now)).toEqual([]);
});

test('the desk is asked as the fields would ask, also in the hour that comes twice', async () => {
  const asked = request(view.release, 'text', Date.parse('2023-11-21T16:05:00Z'));
  expect(asked).toEqual({
    id: view.release.id,
    due: { kind: 'at', time: { date: '21.11.2023', time: '17:05:00', fold: null } },
    slots: [],
  });
  const after = await host.call('set_times', asked!);
  expect(after.release.due).toMatchObject({ utc: '2023-11-21T16:05:00.000Z' });
  for (const utc of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']) {
    const again = await host.call('set_times', request(view.release, 'text', Date.parse(utc))!);
    expect(Date.parse(again.release.due?.kind === 'at' ? again.release.due.utc : '')).toBe(Date.parse(utc));
  }
  expect([fold(Date.parse('2026-10-25T00:30:00Z')), fold(Date.parse('2026-10-25T01:30:00Z'))]).toEqual(['earlier', 'later']);
  expect(precise(Date.parse('2026-10-25T00:30:00Z'))).toBe('So., 25.10.2026, 02:30\u00a0Uhr (MESZ)');
  expect(precise(Date.parse('2026-10-25T01:30:00Z'))).toBe('So., 25.10.2026, 02:30\u00a0Uhr (MEZ)');
  expect(typedAs(Date.parse('2026-03-29T01:00:00Z'))).toEqual({ date: '29.03.2026', time: '03:00:00', fold: null });
  // From 01:55 five minutes lead to 03:00, for there is nothing between.
  const spring = handle({ at: Date.parse('2026-03-29T00:55:00Z'), least: 0, most: Infinity });
  expect(precise(byKey(spring, 'ArrowRight', false) ?? 0)).toBe('So., 29.03.2026, 03:00\u00a0Uhr');
});

import { beforeEach, expect, test, vi } from 'vitest';

import { type Host, useHost } from '../host/ipc.ts';
import { mockHost } from '../host/mock.ts';
import { newRelease, openRelease } from '../frame/actions.ts';
import { route } from '../frame/route.svelte.ts';
import { slotAgain } from '../timetable/typed.ts';
import { open } from './release.svelte.ts';

let host: Host;

beforeEach(async () => {
  vi.useFakeTimers();
  host = mockHost('leer');
  useHost(host);
  open.start(await host.call('open_sample', null));
});

test('words typed while an older answer was under way are not overwritten', async () => {
  const asked = open.refresh();
  open.edit('headline', (sheet) => (sheet.headline = 'Neu'));
  await asked;
  expect(open.fields?.headline).toBe('Neu');
  await open.flush();
  await open.refresh();
  expect(open.fields?.headline).toBe('Neu');
  expect(open.saving).toBe('saved');
});

test('a verb saves the words first', async () => {
  open.edit('headline', (sheet) => (sheet.headline = 'Neu'));
  await open.act('add_slot', { id: open.id ?? '' });
  expect(open.view?.release.headline).toBe('Neu');
  expect(open.fields?.photos.length).toBe(2);
});

test('what repeats the times repeats those that stand when its turn comes', async () => {
  const id = open.id ?? '';
  const [slot] = open.fields?.photos ?? [];
  const typed = { kind: 'at' as const, time: { date: '24.11.2023', time: '09:00', fold: null } };
  const text = open.act('set_times', { id, due: typed, slots: [] });
  const photo = open.setSlot(slotAgain(slot!));
  expect(await Promise.all([text, photo])).toEqual([null, null]);
  expect(open.fields?.due).toMatchObject({ kind: 'at', civil: '2023-11-24T09:00:00' });
});

test('what cannot be saved stays, and the verb says why', async () => {
  const refusal = {
    code: 'archive.full',
    sentence: 'Die Festplatte ist voll.',
    nextStep: 'Schaffen Sie Platz.',
    choices: [],
  };
  useHost({
    ...host,
    call: (name, ...rest) => (name === 'draft' ? Promise.reject(refusal) : host.call(name, ...rest)),
  });
  open.edit('headline', (sheet) => (sheet.headline = 'Bleibt'));
  expect(await open.act('add_slot', { id: open.id ?? '' })).toEqual(refusal);
  expect(open.saving).toBe('failed');
  expect(open.fields?.headline).toBe('Bleibt');
  useHost(host);
  await vi.advanceTimersByTimeAsync(2_100);
  expect(open.saving).toBe('saved');
});

test('undo takes back a field and leaves the times alone', async () => {
  const before = open.fields?.headline;
  open.edit('headline', (sheet) => (sheet.headline = 'Neu'));
  await open.act('add_slot', { id: open.id ?? '' });
  open.undo();
  expect(open.fields?.headline).toBe(before);
  expect(open.fields?.photos.length).toBe(2);
  open.redo();
  expect(open.fields?.headline).toBe('Neu');
});

test('what the preflight offers is one step, and can be taken back', async () => {
  open.edit('link', (sheet) => (sheet.links = [{ label: 'Bild von der Unterzeichnung', target: { kind: 'missing' } }]));
  await open.flush();
  const fix = open.view?.findings.find((finding) => finding.code === 'link.without_target')?.fixes[0];
  await open.fix(fix!);
  expect(open.fields?.links[0]?.target.kind).toBe('photo');
  open.undo();
  expect(open.fields?.links[0]?.target.kind).toBe('missing');
});

test('what was done can be taken back after a restart, step by step and forth again', async () => {
  const id = open.id ?? '';
  const [headline, body] = [open.fields?.headline, open.body];
  open.edit('headline', (sheet) => (sheet.headline = 'Neu'));
  await open.flush();
  const typed = { ...body, content: [...body.content, { type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'Mehr' }] }] };
  open.editBody(typed);
  await open.flush();
  open.close();
  await open.open(id);
  expect([open.canUndo, open.canRedo]).toEqual([true, false]);
  open.undo();
  expect(open.body).toEqual(body);
  expect(open.fields?.headline).toBe('Neu');
  await open.flush();
  open.close();
  await open.open(id);
  open.undo();
  expect(open.fields?.headline).toBe(headline);
  open.redo();
  open.redo();
  expect([open.fields?.headline, open.body]).toEqual(['Neu', typed]);
  expect(open.canRedo).toBe(false);
});

test('where the desk has changed the very words meanwhile, nothing is overwritten', async () => {
  const { body } = open;
  const first = body.content[0]!;
  const other = { ...body, content: [{ type: 'quote' as const, content: [{ type: 'text' as const, text: 'A' }] }, ...body.content.slice(1)] };
  open.editBody(other);
  await open.flush();
  const moved = { ...other, content: [first, ...other.content.slice(1)].reverse() };
  await host.call('draft', { release: { ...open.view!.release, headline: open.fields!.headline, body: moved }, history: null });
  await open.refresh();
  expect(open.body).toEqual(moved);
  open.undo();
  expect(open.body).toEqual(moved);
  expect(open.problem?.code).toBe('undo.moved_on');
  expect(open.canUndo).toBe(false);
});

test('words that are nowhere else are not let go of for another release', async () => {
  const refusal = { code: 'archive.full', sentence: 'Die Festplatte ist voll.', nextStep: '', choices: [] };
  const other = (await host.call('new_release', null)).release.id;
  const first = open.id;
  useHost({
    ...host,
    call: (name, ...rest) => (name === 'draft' ? Promise.reject(refusal) : host.call(name, ...rest)),
  });
  open.edit('headline', (sheet) => (sheet.headline = 'Bleibt'));
  route.go('release', other);
  await openRelease(other);
  expect(open.id).toBe(first);
  expect(route.id).toBe(first);
  expect(open.fields?.headline).toBe('Bleibt');
  await newRelease();
  expect(open.id).toBe(first);
  useHost(host);
  expect(await open.settled()).toBe(true);
  await openRelease(other);
  expect(open.id).toBe(other);
});

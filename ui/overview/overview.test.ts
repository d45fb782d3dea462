import { beforeEach, expect, test } from 'vitest';

import { type Host, useHost } from '../host/ipc.ts';
import { mockHost } from '../host/mock.ts';
import { releases } from './overview.svelte.ts';

let host: Host;
let asked: string[] = [];
/** Of the archive, as the desk tells it. */
let changes = 1;

beforeEach(async () => {
  const mock = mockHost('leer');
  host = {
    ...mock,
    call: async (name, ...rest) => {
      asked.push(name);
      const answer = await mock.call(name, ...rest);
      const status = name === 'status' ? answer : name === 'overview' ? (answer as { status: unknown }).status : null;
      if (status) (status as { changes: number }).changes = changes;
      return answer;
    },
  };
  useHost(host);
  await releases.refresh();
  asked = [];
});

test('what is at rest is read again only when something was written', async () => {
  const before = releases.shown;
  await releases.glance();
  expect(asked).toEqual(['status']);
  changes += 1;
  await releases.glance();
  expect(asked).toEqual(['status', 'status', 'overview']);
  expect(releases.shown).toBe(before);
  await host.call('new_release', null);
  changes += 1;
  await releases.glance();
  expect(releases.rows.length).toBe((before?.releases.length ?? 0) + 1);
});

test('a row that says the same stays the same object', async () => {
  await host.call('new_release', null);
  await releases.refresh();
  const [row] = releases.rows;
  await host.call('new_release', null);
  await releases.refresh();
  expect(releases.rows).toContain(row);
});

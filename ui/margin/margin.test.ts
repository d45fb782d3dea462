import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { dialogs } from '../frame/dialogs.svelte.ts';
import { type Host, useHost } from '../host/ipc.ts';
import { mockHost } from '../host/mock.ts';
import { open } from '../releases/release.svelte.ts';
import { margin } from './margin.svelte.ts';
import MarginSections from './MarginSections.svelte';
import { choices, nearest, shortened } from './places.ts';

let host: Host;
let screen: object;

/** Lets what was asked be answered, and the page follow. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) {
    await Promise.resolve();
    await tick();
  }
  flushSync();
}

function find<Found extends HTMLElement>(name: string): Found {
  const found = document.querySelector<Found>(`[data-test="${name}"]`);
  if (!found) throw new Error(`no ${name} in ${document.body.textContent}`);
  return found;
}

async function click(name: string): Promise<void> {
  find(name).click();
  await settle();
}

async function fill(name: string, value: string): Promise<void> {
  const field = find<HTMLInputElement>(name);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}

async function choose(name: string, value: string): Promise<void> {
  const field = find<HTMLSelectElement>(name);
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

/** The margin beside what is saved now, as the screen asks for it. */
async function saved(headline: string): Promise<void> {
  open.edit('headline', (sheet) => (sheet.headline = headline));
  await open.flush();
  await margin.refresh();
  await settle();
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout'] });
  host = mockHost('leer');
  useHost(host);
  open.start(await host.call('open_sample', null));
  screen = mount(MarginSections, { target: document.body, props: { view: open.view! } });
  await margin.refresh();
  await settle();
});

afterEach(async () => {
  dialogs.leave();
  await unmount(screen);
  vi.useRealTimers();
});

test('a consent is asked for, given, outdated by a word, and good again when the word is back', async () => {
  const headline = open.fields?.headline ?? '';
  await click('ask-consent');
  expect(document.activeElement).toBe(find('consent-office'));
  await choose('consent-office', 'Hausleitung');
  await fill('consent-name', 'Frau Ahrens');
  await click('ask-consent-confirm');
  expect(find('consent').dataset['state']).toBe('asked');
  expect(document.activeElement).toBe(find('ask-consent'));

  await click('record-consent');
  expect(find<HTMLInputElement>('consent-by').value).toBe('Frau Ahrens');
  await click('record-consent-confirm');
  expect(find('consent').dataset['state']).toBe('given');
  expect(find('consent').textContent).toContain('von Frau Ahrens');
  // The form is gone, for there is nothing left to hold fast: the focus stays near.
  expect(document.activeElement).toBe(document.querySelector('[data-place="agreement"]'));

  await saved('Anders');
  expect(find('consent').dataset['state']).toBe('outdated');
  expect(find('consent').textContent).toContain('seitdem geändert');
  await saved(headline);
  expect(find('consent').dataset['state']).toBe('given');
  // What is on record goes only when it was asked for twice.
  await click('consent-take-back');
  expect(dialogs.open).toBe('dropFromMargin');
  expect(find('consent').dataset['state']).toBe('given');
  expect(await margin.drop()).toBe(null);
  await settle();
  expect(find('consent').dataset['state']).toBe('asked');
});

test('what was asked about before the text changed is what the consent is proposed for', async () => {
  await click('ask-consent');
  await click('ask-consent-confirm');
  await saved('Anders');
  await click('record-consent');
  expect(find<HTMLSelectElement>('consent-covers').value).toBe('asked');
  await click('record-consent-confirm');
  expect(find('consent').dataset['state']).toBe('outdated');
  await click('consent-again');
  expect(find('consent').dataset['state']).toBe('outdated');
  await click('record-consent');
  await click('record-consent-confirm');
  expect(find('consent').dataset['state']).toBe('given');
});

test('a form says what is missing, keeps what was typed, and closes by Esc with the focus where it was', async () => {
  await click('comment');
  await fill('comment-words', 'Stimmt die Zahl?');
  await click('comment-confirm');
  expect(find('comment-problem').textContent).toContain('Es fehlt, von wem der Kommentar ist.');
  find('comment-words').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await settle();
  expect(document.activeElement).toBe(find('comment'));
  await click('comment');
  expect(find<HTMLTextAreaElement>('comment-words').value).toBe('Stimmt die Zahl?');
  await fill('comment-author', 'M. Roth');
  await choose('comment-place', 'headline');
  await click('comment-confirm');
  expect(find('margin-comment').textContent).toContain('zur Überschrift');
  // The name stays for the next one, the words do not.
  await click('comment');
  expect(find<HTMLInputElement>('comment-author').value).toBe('M. Roth');
  expect(find<HTMLTextAreaElement>('comment-words').value).toBe('');
});

test('a comment whose place is gone belongs to the whole release', async () => {
  const { id } = open;
  await margin.act('comment', { place: { kind: 'line', block: 0, line: 0 }, author: 'R', recipient: '', words: 'Hm.' }, '');
  await settle();
  expect(find('comment-show').textContent).toContain('zu »');
  open.editBody({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Neu.' }] }] });
  await open.flush();
  await margin.refresh();
  await settle();
  expect(open.id).toBe(id);
  expect(find('comment-whole').textContent).toContain('zur ganzen Meldung');
  find('comment-settle').focus();
  await click('comment-settle');
  expect(document.activeElement).toBe(document.querySelector('[data-place="comments"]'));
  expect(find('comments-open').textContent).toBe('keine offen');
  expect(find('comments-settled').textContent).toContain('Hm.');
});

test('a quotation is authorised in its words', async () => {
  const words = 'Wir fangen heute miteinander an.';
  const quoting = (text: string) =>
    open.editBody({ type: 'doc', content: [{ type: 'quote', content: [{ type: 'text', text: `»${text}«` }] }] });
  quoting(words);
  await open.flush();
  await margin.refresh();
  await settle();
  expect(find('quote').dataset['state']).toBe('open');
  await click('authorise');
  await fill('authorise-name', 'J. Wiedebusch');
  await click('authorise-confirm');
  expect(find('quote').dataset['state']).toBe('given');
  expect(document.activeElement).toBe(find('authorise'));
  quoting('Wir fangen morgen miteinander an.');
  await open.flush();
  await margin.refresh();
  await settle();
  expect(find('quote').dataset['state']).toBe('outdated');
  expect(find('quote').textContent).toContain(`Autorisiert war: »${words}«`);
});

test('the list of places names each line that says something, and proposes the one with the cursor', () => {
  const all = choices(
    {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'Eins.' }] },
        { type: 'paragraph', content: [] },
        { type: 'list', content: [{ type: 'listItem', content: [{ type: 'text', text: 'a' }] }, { type: 'listItem', content: [{ type: 'text', text: 'b' }] }] },
      ],
    },
    [],
  );
  expect(all.map(({ value }) => value)).toEqual(['release', 'headline', 'line-0-0', 'line-2-0', 'line-2-1']);
  expect(nearest(all, 2)).toBe('line-2-0');
  expect(nearest(all, 1)).toBe('release');
  expect(shortened('Ein kurzer Satz.')).toBe('Ein kurzer Satz.');
  expect(shortened('Dieser Satz ist mit Absicht länger als die Liste breit ist.', 20)).toBe('Dieser Satz ist mit\u00a0…');
});

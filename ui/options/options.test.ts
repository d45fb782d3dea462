import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, expect, test } from 'vitest';

import type { Retention } from '../host/bindings/Retention.ts';
import { type Host, useHost } from '../host/ipc.ts';
import { mockHost } from '../host/mock.ts';
import Menu, { type MenuItem } from '../kern/Menu.svelte';
import { t } from '../text/index.ts';
import ContactsSection from './ContactsSection.svelte';
import RetentionSection from './RetentionSection.svelte';

const N = '\u00a0';
let screen: object | null = null;

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

const rows = (): (string | undefined)[] =>
  [...document.querySelectorAll<HTMLElement>('[data-test="contact-row"]')].map((row) => row.dataset['name']);

afterEach(() => {
  if (screen) void unmount(screen);
  screen = null;
});

/** The mock, but for what it says of what is due. */
function due(coming: Retention['coming'], days: number | null = 30): Host {
  const host = mockHost('leer');
  const call: Host['call'] = async (name, request, ...bytes) =>
    name === 'retention' ? ({ days, coming } as never) : host.call(name, request, ...bytes);
  return { ...host, call };
}

async function retentionSays(coming: Retention['coming'], days: number | null = 30): Promise<string> {
  useHost(due(coming, days));
  screen = mount(RetentionSection, { target: document.body });
  await settle();
  return find('retention-coming').textContent.replaceAll(/\s+(?=\S)/g, (space) => (space.includes(N) ? N : ' '));
}

test('Aufbewahrung says when and how many originals go, and leads to them', async () => {
  const said = await retentionSays([
    { day: '2023-12-21', id: 'a', headline: 'Land und Bund helfen Rathäusern', photos: 7 },
    { day: '2024-01-03', id: 'b', headline: ' ', photos: 1 },
  ]);
  expect(said).toContain(`Am 21.12.2023 werden 7${N}Originale zu »Land und Bund helfen Rathäusern« gelöscht.`);
  expect(said).toContain(`Am 03.01.2024 wird 1${N}Original zu »${t.frame.untitled}« gelöscht.`);
  const [first] = document.querySelectorAll<HTMLAnchorElement>('[data-test="retention-look"]');
  expect(first?.getAttribute('href')).toBe('#/fotos/a');
  expect(first?.getAttribute('aria-label')).toContain('Land und Bund');
});

test('what comes later is told together, and what was set elsewhere stands among the choices', async () => {
  const many = Array.from({ length: 7 }, (_, index) => ({ day: `2024-01-0${index + 1}`, id: `r${index}`, headline: 'A', photos: 2 }));
  expect(await retentionSays(many, 45)).toContain(`Danach 6${N}Originale zu 3${N}weiteren Meldungen.`);
  expect(find<HTMLSelectElement>('retention-days').value).toBe('45');
});

test('without a wish nothing goes, and it says so', async () => {
  expect(await retentionSays([], null)).toContain(t.retention.off);
});

test('contacts are entered, put in order, taken out and brought back where they were', async () => {
  useHost(mockHost('leer'));
  screen = mount(ContactsSection, { target: document.body });
  await settle();
  find('contacts-none');
  for (const name of ['Roth', 'Lindner', 'Schreiber']) {
    await click('add-contact');
    await fill('contact-book-name', name);
    await fill('contact-book-numbers', 'Telefon +49 351 564 10300');
    await click('add-contact-confirm');
  }
  expect(rows()).toEqual(['Roth', 'Lindner', 'Schreiber']);
  find('contacts').querySelectorAll<HTMLElement>('[data-test="change-contact"]')[1]?.click();
  await settle();
  await click('contact-up');
  expect(rows()).toEqual(['Lindner', 'Roth', 'Schreiber']);
  // At the edge nothing happens.
  await click('contact-up');
  expect(rows()).toEqual(['Lindner', 'Roth', 'Schreiber']);
  await click('contact-remove');
  expect(rows()).toEqual(['Roth', 'Schreiber']);
  await click('contact-put-back');
  expect(rows()).toEqual(['Lindner', 'Roth', 'Schreiber']);
});

test('a menu is opened, gone through and left by the keyboard', async () => {
  const chosen: string[] = [];
  const item = (title: string): MenuItem => ({ key: title, title, act: () => chosen.push(title) });
  const items = [item('Roth'), item('Lindner'), item('Schreiber'), { ...item('Bearbeiten'), isWay: true }];
  screen = mount(Menu, { target: document.body, props: { label: 'Wählen', text: 'Buch', items, test: 'menu' } });
  await settle();
  const press = async (key: string): Promise<void> => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await settle();
  };
  const at = (): string | null | undefined => document.activeElement?.textContent?.trim();
  find('menu').focus();
  await press('ArrowDown');
  expect(at()).toBe('Roth');
  await press('ArrowUp');
  expect(at()).toBe('Bearbeiten');
  await press('Home');
  await press('s');
  expect(at()).toBe('Schreiber');
  await press('Escape');
  expect([at(), find('menu').getAttribute('aria-expanded')]).toEqual(['Buch', 'false']);
  await press('ArrowUp');
  expect(at()).toBe('Bearbeiten');
  await press('Tab');
  expect(find('menu').getAttribute('aria-expanded')).toBe('false');
  await press('ArrowDown');
  (document.activeElement as HTMLElement).click();
  await settle();
  expect(chosen).toEqual(['Roth']);
  expect(at()).toBe('Buch');
});

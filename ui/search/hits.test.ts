import { expect, test } from 'vitest';

import type { TextBlockRow } from '../host/bindings/TextBlockRow.ts';
import { groups, type Ways } from './hits.ts';

const put: string[] = [];
const nothing = (): void => undefined;
const ways: Ways = {
  release: nothing,
  photo: nothing,
  search: nothing,
  newRelease: nothing,
  overview: nothing,
  channels: nothing,
  options: nothing,
  stop: nothing,
  help: nothing,
  handOn: nothing,
  textBlock: ({ shortcut }) => put.push(shortcut),
};
const row = (number: number, shortcut: string, words: string): TextBlockRow => ({
  number,
  shortcut,
  language: 'german',
  words,
  filled: words,
  usedAt: null,
});
const rows = [row(1, 'bsi-kurz', 'Das Bundesamt für Sicherheit'), row(2, 'anmeldung', 'Anmeldung bis [Datum]')];

function found(words: string): string[] {
  const all = groups(words, { releases: [], photos: [], persons: [], more: false }, [], 0, ways, rows);
  return all.find(({ name }) => name === 'Textbausteine')?.hits.map(({ title }) => title[0]?.text ?? '') ?? [];
}

test('a text block is found by its shortcut, by what it says, and all of them by what they are', () => {
  expect(found('bsi')).toEqual(['Textbaustein einsetzen: bsi-kurz']);
  expect(found('kurz')).toEqual(['Textbaustein einsetzen: bsi-kurz']);
  expect(found('bundesamt sich')).toEqual(['Textbaustein einsetzen: bsi-kurz']);
  expect(found('textbau')).toHaveLength(2);
  expect(found('baustein anm')).toEqual(['Textbaustein einsetzen: anmeldung']);
  expect(found('nichts')).toEqual([]);
});

test('before anything is looked for no text block is in the way', () => {
  expect(found('')).toEqual([]);
  expect(found('  ')).toEqual([]);
});

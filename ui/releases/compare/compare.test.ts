import { expect, test } from 'vitest';

import { compare, type Line, places } from './compare.ts';
import { type Piece, wordPieces } from './words.ts';

const side = (pieces: Piece[], without: Piece['kind']): string =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

test('a day that was wrong is one word that went and one that came', () => {
  expect(wordPieces('wird am 22. November bereitgestellt.', 'wird am 21. November bereitgestellt.')).toEqual([
    { kind: 'same', text: 'wird am ' },
    { kind: 'del', text: '22' },
    { kind: 'ins', text: '21' },
    { kind: 'same', text: '. November bereitgestellt.' },
  ]);
});

test('words that are changed beside each other are one change', () => {
  expect(wordPieces('Die alte Regel gilt.', 'Die neue Ordnung gilt.')).toEqual([
    { kind: 'same', text: 'Die ' },
    { kind: 'del', text: 'alte Regel' },
    { kind: 'ins', text: 'neue Ordnung' },
    { kind: 'same', text: ' gilt.' },
  ]);
});

test('either side can be read from the pieces, whatever the two are', () => {
  let seed = 11;
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const parts = ['a', 'b', 'ä', ' ', '  ', '\u00a0', '.', '–', 'Haus', '5', '»', '👩‍💻', ''];
  for (let round = 0; round < 2_000; round += 1) {
    const [one, other] = [0, 1].map(() => Array.from({ length: next(12) }, () => parts[next(parts.length)]).join(''));
    const pieces = wordPieces(one!, other!);
    expect([side(pieces, 'ins'), side(pieces, 'del')]).toEqual([one, other]);
  }
});

const paragraph = (text: string): Line => ({ kind: 'paragraph', text });

test('a paragraph that was put in, taken out or changed is one place each', () => {
  const before = [{ kind: 'headline', text: 'Alt' } as Line, paragraph('eins'), paragraph('Der zweite Absatz bleibt fast.'), paragraph('drei')];
  const after = [{ kind: 'headline', text: 'Neu' } as Line, paragraph('Davor.'), paragraph('eins'), paragraph('Der zweite Absatz bleibt beinahe.')];
  const rows = compare(before, after);
  expect(rows.map(({ change }) => change)).toEqual(['changed', 'added', 'same', 'changed', 'removed']);
  expect(places(rows)).toBe(4);
});

test('the lines of either sheet come out whole and in their order', () => {
  let seed = 5;
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const text = (): string => Array.from({ length: 1 + next(5) }, () => ['Haus', 'Tür', 'und', 'Dach'][next(4)]).join(' ');
  for (let round = 0; round < 400; round += 1) {
    const before = Array.from({ length: next(7) }, () => paragraph(text()));
    const after = before.filter(() => next(4) > 0).map((line) => (next(3) === 0 ? paragraph(`${line.text} neu`) : line));
    after.splice(next(after.length + 1), 0, paragraph(text()));
    const rows = compare(before, after);
    const told = (kind: 'ins' | 'del', skip: string): string[] =>
      rows.filter(({ change }) => change !== skip).map(({ pieces }) => side(pieces, kind));
    expect(told('del', 'removed')).toEqual(after.map((line) => line.text));
    expect(told('ins', 'added')).toEqual(before.map((line) => line.text));
  }
});

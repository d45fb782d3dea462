import { expect, test } from 'vitest';

import type { IncomingParagraph } from '../host/bindings/IncomingParagraph.ts';
import type { IncomingPiece } from '../host/bindings/IncomingPiece.ts';
import { parts, segments } from './segments.ts';

const piece = (text: string, inserted: number | null = null, deleted: number | null = null): IncomingPiece => ({
  text,
  picture: null,
  inserted,
  deleted,
  strong: false,
  emphasis: false,
});
const paragraph = (pieces: IncomingPiece[], more: Partial<IncomingParagraph> = {}): IncomingParagraph => ({
  role: 'plain',
  pieces,
  endInserted: null,
  endDeleted: null,
  ...more,
});

test('what one change takes out and puts in stands together', () => {
  const found = segments(paragraph([piece('a'), piece('b', null, 0), piece('c', 0), piece('d', 1, 2), piece('e')]));
  expect(found.map((segment) => [segment.change, segment.pieces.length])).toEqual([
    [null, 1],
    [0, 2],
    [2, 1],
    [null, 1],
  ]);
});

test('the end of a paragraph belongs to its change', () => {
  expect(segments(paragraph([piece('a', 3)], { endInserted: 3 })).at(-1)).toMatchObject({ change: 3, end: 'inserted' });
  expect(segments(paragraph([piece('a')], { endDeleted: 4 })).at(-1)).toEqual({ change: 4, pieces: [], end: 'deleted' });
});

test('items that follow each other are one list, and the head stands above', () => {
  const of = (role: IncomingParagraph['role']): IncomingParagraph => paragraph([piece(role)], { role });
  const found = parts([of('kind'), of('headline'), of('item'), of('item'), of('plain'), of('item')]);
  expect(found.map((part) => (part.kind === 'list' ? part.items.length : part.paragraph.role))).toEqual([
    'headline',
    2,
    'plain',
    1,
  ]);
});

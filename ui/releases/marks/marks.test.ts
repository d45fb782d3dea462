import { Editor } from '@tiptap/core';
import { expect, test } from 'vitest';

import type { PreflightFinding } from '../../host/bindings/PreflightFinding.ts';
import { extensions } from '../schema.ts';
import { markAt, Marking, setMarks } from './marking.ts';
import { marksOf, pieces } from './marks.ts';

const finding = (part: Partial<PreflightFinding>): PreflightFinding => ({
  code: 'office.missing',
  level: 'should',
  isFirm: false,
  place: { kind: 'line', block: 1, line: 1 },
  span: { start: 0, end: 4 },
  words: 'zwei',
  sentence: 'Satz.',
  remedy: 'Weg.',
  fixes: [],
  overridden: null,
  ...part,
});

test('a finding is marked where it lies, and not where it is settled or has no place', () => {
  const found = marksOf(
    [
      finding({}),
      finding({ level: 'must', place: { kind: 'headline' } }),
      finding({ place: { kind: 'standingLine', index: 1 } }),
      finding({ overridden: 'Stimmt so.' }),
      finding({ span: null }),
      finding({ place: { kind: 'contact' } }),
    ],
    ['Es gilt das gesprochene Wort.', 'Zwei'],
  );
  expect(found.body.map(({ block, line, kind }) => [block, line, kind])).toEqual([[1, 1, 'should']]);
  expect(found.fields['headline']?.[0]?.kind).toBe('must');
  expect(found.fields['standingLine']?.[0]).toMatchObject({ start: 30, end: 34 });
});

test('pieces put together are the text', () => {
  const marks = [
    { start: 2, end: 5, kind: 'must', key: 'a' },
    { start: 4, end: 7, kind: 'should', key: 'b' },
  ] as const;
  const found = pieces('0123456789', [...marks]);
  expect(found.map(({ text }) => text).join('')).toBe('0123456789');
  expect(found.map(({ text, mark }) => [text, mark?.key ?? ''])).toEqual([
    ['01', ''],
    ['23', 'a'],
    ['4', 'b'],
    ['56', 'b'],
    ['789', ''],
  ]);
  expect(pieces('', [])).toEqual([]);
});

test('a mark moves with its words, and ends where they go', () => {
  const content = '<p>eins</p><ul><li>null</li><li>zwei drei</li></ul>';
  const editor = new Editor({ element: document.createElement('div'), extensions: [...extensions, Marking], content, injectCSS: false });
  setMarks(editor.view, 'findings', marksOf([finding({})], []).body);
  const marked = (): string[] => [...editor.view.dom.querySelectorAll('[data-fund]')].map((mark) => mark.textContent);
  expect(marked()).toEqual(['zwei']);
  editor.commands.insertContentAt(1, 'Vor');
  expect(marked()).toEqual(['zwei']);
  editor.commands.setTextSelection(editor.state.doc.content.size - 8);
  expect(markAt(editor.state, 'findings')).not.toBe(null);
  editor.commands.deleteRange({ from: editor.state.doc.content.size - 11, to: editor.state.doc.content.size - 2 });
  expect(marked()).toEqual([]);
  editor.destroy();
});

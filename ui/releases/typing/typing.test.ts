import { Editor } from '@tiptap/core';
import { expect, test } from 'vitest';

import type { Body } from '../../host/bindings/Body.ts';
import { plainBody } from '../body.ts';
import { put } from '../put.ts';
import { extensions } from '../schema.ts';
import { Strokes } from '../strokes.ts';
import { typing } from './typing.ts';

/** An editor, and for each edit whether it begins a step. */
function writing(content: string): { editor: Editor; steps: boolean[]; key: (text: string) => void } {
  const steps: boolean[] = [];
  const strokes = new Strokes();
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [...extensions, typing(() => 'german')],
    content,
    injectCSS: false,
    onTransaction: ({ transaction }) => {
      if (transaction.docChanged) steps.push(strokes.isApart(transaction));
    },
  });
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  const key = (text: string): void => {
    for (const sign of text) {
      const { from, to } = editor.state.selection;
      const isDone = editor.view.someProp('handleTextInput', (handle) => handle(editor.view, from, to, sign, () => editor.state.tr));
      if (!isDone) editor.view.dispatch(editor.state.tr.insertText(sign, from, to));
    }
  };
  return { editor, steps, key };
}

test('what was typed and what is made of it are two steps, and typing goes on in a third', () => {
  const { editor, steps, key } = writing('<p>Er sagte:</p>');
  key('ab');
  expect(steps.slice(1)).toEqual([false]);
  steps.length = 0;
  key(' "');
  expect(steps).toEqual([false, false, true]);
  key('H');
  expect(steps.at(-1)).toBe(true);
  key('al');
  expect(steps.slice(-2)).toEqual([false, false]);
  expect(editor.state.doc.textContent).toBe('Er sagte:ab »Hal');
  editor.destroy();
});

test('elsewhere in the text another step begins', () => {
  const { editor, steps, key } = writing('<p>eins</p><p>zwei</p>');
  key('a');
  editor.commands.setTextSelection(2);
  key('b');
  expect(steps.at(-1)).toBe(true);
  editor.destroy();
});

test('bold words stay bold where a space before them is set anew', () => {
  const { editor, key } = writing('<p>Mit Dr. <strong>M</strong></p>');
  editor.commands.setTextSelection(editor.state.doc.content.size - 2);
  editor.commands.deleteRange({ from: editor.state.doc.content.size - 2, to: editor.state.doc.content.size - 1 });
  editor.commands.setMark('strong');
  key('M');
  expect(editor.getHTML()).toBe('<p>Mit Dr.\u00a0<strong>M</strong></p>'.replace('\u00a0', editor.getHTML().includes('&nbsp;') ? '&nbsp;' : '\u00a0'));
  editor.destroy();
});

test('whatever body is put there stands there, and an equal one changes nothing', () => {
  let seed = 17;
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const text = (): { type: 'text'; text: string }[] => (next(4) === 0 ? [] : [{ type: 'text', text: ['a', 'ab', 'abc'][next(3)]! }]);
  const any = (): Body => ({
    type: 'doc',
    content: Array.from({ length: 1 + next(4) }, () => {
      const kind = next(4);
      if (kind === 0) return { type: 'list', content: Array.from({ length: 1 + next(3) }, () => ({ type: 'listItem', content: text() })) };
      if (kind === 1) return { type: 'linkBlock', attrs: { href: 'https://example.org' }, content: text() };
      return { type: kind === 2 ? 'quote' : 'paragraph', content: text() };
    }),
  });
  const { editor, steps } = writing('<p>Anfang</p>');
  for (let round = 0; round < 400; round += 1) {
    const body = any();
    put(editor, body);
    expect(plainBody(editor.getJSON())).toEqual(body);
    const count = steps.length;
    put(editor, body);
    expect(steps.length).toBe(count);
  }
  editor.destroy();
});

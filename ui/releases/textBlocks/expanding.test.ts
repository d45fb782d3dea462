import { Editor } from '@tiptap/core';
import { expect, test } from 'vitest';

import { folded } from '../../options/textBlocks.svelte.ts';
import { extensions } from '../schema.ts';
import { Strokes } from '../strokes.ts';
import { expanding, type Expansion, insertBlock, marksLeft, shortcutBefore } from './expanding.ts';

const BLOCKS: Record<string, string> = {
  'bsi-kurz': 'Das Bundesamt (BSI)',
  anmeldung: 'Anmeldung bis [Frist] unter [E-Mail folgt], »[…]«',
  zwei: 'Erster\n\nZweiter',
  kreis: 'noch einmal kreis',
};

interface Writing {
  editor: Editor;
  missed: string[];
  left: string[][];
  steps: boolean[];
  /** Whether the editor took the key. */
  tab: (keys?: KeyboardEventInit) => boolean;
}

function writing(content: string): Writing {
  const missed: string[] = [];
  const left: string[][] = [];
  const steps: boolean[] = [];
  const strokes = new Strokes();
  const find = (shortcut: string): Expansion | null => {
    const words = BLOCKS[folded(shortcut)];
    return words === undefined ? null : { number: 1, shortcut, words };
  };
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [...extensions, expanding({ find, miss: (word) => missed.push(word), done: (_, marks) => left.push(marks) })],
    content,
    injectCSS: false,
    onTransaction: ({ transaction }) => {
      if (transaction.docChanged) steps.push(strokes.isApart(transaction));
    },
  });
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  const tab = (keys: KeyboardEventInit = {}): boolean => {
    const event = new KeyboardEvent('keydown', { key: 'Tab', cancelable: true, ...keys });
    editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event));
    return event.defaultPrevented;
  };
  return { editor, missed, left, steps, tab };
}

test('Tab behind a shortcut puts its words there, as one step of its own', () => {
  const { editor, steps, tab } = writing('<p>Es sprach: <strong>BSI-Kurz</strong></p>');
  expect(tab()).toBe(true);
  expect(editor.getHTML()).toBe('<p>Es sprach: <strong>Das Bundesamt (BSI)</strong></p>');
  expect(steps).toEqual([true]);
  expect(editor.state.selection.empty).toBe(true);
  editor.destroy();
});

test('anywhere else Tab leads on, as it did', () => {
  const inText: [string, KeyboardEventInit?][] = [
    ['<p></p>'],
    ['<p>Ein Satz.</p>'],
    ['<p>presse@bsi-kurz</p>'],
    ['<p>a.bsi-kurz</p>'],
    ['<p>bsi-kurz,</p>'],
    ['<p>bsi-kurz</p>', { shiftKey: true }],
    ['<p>bsi-kurz</p>', { ctrlKey: true }],
    ['<p>bsi-kurz</p>', { altKey: true }],
  ];
  for (const [content, keys] of inText) {
    const { editor, tab } = writing(content);
    const before = editor.getHTML();
    expect(tab(keys), content).toBe(false);
    expect(editor.getHTML()).toBe(before);
    editor.destroy();
  }
  const { editor, tab } = writing('<p>bsi-kurz</p>');
  editor.commands.setTextSelection({ from: 1, to: 9 });
  expect(tab(), 'words are selected').toBe(false);
  editor.destroy();
});

test('the next Tab leads on even where the words end with a shortcut, so nobody is caught in the text', () => {
  const { editor, tab } = writing('<p>kreis</p>');
  expect(tab()).toBe(true);
  expect(tab()).toBe(false);
  expect(editor.state.doc.textContent).toBe('noch einmal kreis');
  // Whoever writes on may mean it again.
  editor.commands.insertContent(' kreis');
  expect(tab()).toBe(true);
  expect(tab()).toBe(false);
  editor.destroy();
});

test('what is still to be filled in is selected and named', () => {
  const { editor, left, tab } = writing('<p>anmeldung</p>');
  tab();
  expect(left).toEqual([['[Frist]', '[E-Mail folgt]']]);
  const { from, to } = editor.state.selection;
  expect(editor.state.doc.textBetween(from, to)).toBe('[Frist]');
  expect(tab(), 'from a mark it leads on').toBe(false);
  editor.destroy();
});

test('each line becomes a block, and what stood behind the cursor stays behind the last', () => {
  const { editor, tab } = writing('<p>zwei, dann</p>');
  editor.commands.setTextSelection(5);
  tab();
  expect(editor.getHTML()).toBe('<p>Erster</p><p>Zweiter, dann</p>');
  editor.destroy();
  const list = writing('<ul><li>eins</li><li>zwei</li></ul>');
  list.editor.commands.setTextSelection(list.editor.state.doc.content.size - 2);
  list.tab();
  expect(list.editor.getHTML()).toBe('<ul><li>eins</li><li>Erster</li><li>Zweiter</li></ul>');
  list.editor.destroy();
  const head = writing('<h2>zwei</h2>');
  head.tab();
  expect(head.editor.getHTML()).toBe('<h2>Erster</h2><p>Zweiter</p>');
  head.editor.destroy();
});

test('from the list it is put in the place of what is selected', () => {
  const { editor } = writing('<p>Ein alter Satz.</p>');
  editor.commands.setTextSelection({ from: 5, to: 10 });
  insertBlock(editor.view, { number: 1, shortcut: 'x', words: 'neuer\nZweiter' });
  expect(editor.getHTML()).toBe('<p>Ein neuer</p><p>Zweiter Satz.</p>');
  editor.destroy();
});

test('a word that stands for nothing is told and left alone', () => {
  const { editor, missed, tab } = writing('<p>etwas anderes</p>');
  expect(tab()).toBe(false);
  expect(missed).toEqual(['anderes']);
  editor.destroy();
});

test('a shortcut is a whole word, and a mark has letters in it', () => {
  expect(shortcutBefore('Das »bsi-kurz')).toBe('bsi-kurz');
  expect(shortcutBefore('bsi-kurz.')).toBeNull();
  expect(shortcutBefore('www.bsi-kurz')).toBe('www.bsi-kurz');
  expect(shortcutBefore('/bsi')).toBeNull();
  expect(marksLeft('[Datum], »[…]«, [1], [a] b]').map(({ mark }) => mark)).toEqual(['[Datum]', '[a]']);
});

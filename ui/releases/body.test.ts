import { Editor } from '@tiptap/core';
import { afterEach, expect, test } from 'vitest';

import type { Body } from '../host/bindings/Body.ts';
import { setBlock } from './blocks.ts';
import { editable, plainBody } from './body.ts';
import { extensions } from './schema.ts';

/** The body that crates/release reads in its own test, and one of every other node. */
const whole: Body = {
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Guten ' },
        {
          type: 'text',
          text: 'Tag',
          marks: [{ type: 'strong' }, { type: 'link', attrs: { href: 'https://example.org' } }],
        },
      ],
    },
    { type: 'subheading', content: [{ type: 'text', text: 'Zwischentitel' }] },
    { type: 'quote', content: [{ type: 'text', text: 'wörtlich', marks: [{ type: 'emphasis' }] }] },
    {
      type: 'list',
      content: [
        { type: 'listItem', content: [{ type: 'text', text: 'eins' }] },
        { type: 'listItem', content: [] },
      ],
    },
    { type: 'linkBlock', attrs: { href: 'https://example.org/a' }, content: [{ type: 'text', text: 'Mehr dazu' }] },
    { type: 'paragraph', content: [] },
  ],
};

const made: Editor[] = [];
afterEach(() => made.splice(0).forEach((editor) => editor.destroy()));

function editor(content: object | string): Editor {
  const one = new Editor({ element: document.createElement('div'), extensions, content, injectCSS: false });
  made.push(one);
  return one;
}

test('the body goes through the editor unchanged', () => {
  expect(plainBody(editor(whole).getJSON())).toEqual(whole);
});

test('an empty body becomes one empty paragraph', () => {
  expect(plainBody(editor(editable({ type: 'doc', content: [] })).getJSON())).toEqual({
    type: 'doc',
    content: [{ type: 'paragraph', content: [] }],
  });
});

test('what is pasted loses what the schema does not know', () => {
  const pasted = editor(
    '<h1 style="color:red">Titel</h1><table><tr><td>Zelle</td></tr></table><p>a<br>b <b>fett</b> <u>unter</u><img src="x"></p>',
  );
  const body = plainBody(pasted.getJSON());
  const text = JSON.stringify(body);
  expect(text).not.toMatch(/style|table|image|hardBreak|underline/);
  expect(text).toContain('Zelle');
  expect(text).toContain('"strong"');
});

test('a paragraph becomes a list, and a paragraph again', () => {
  const one = editor({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'eins' }] }] });
  setBlock(one, 'list');
  expect(plainBody(one.getJSON()).content).toEqual([
    { type: 'list', content: [{ type: 'listItem', content: [{ type: 'text', text: 'eins' }] }] },
  ]);
  setBlock(one, 'paragraph');
  expect(plainBody(one.getJSON()).content).toEqual([
    { type: 'paragraph', content: [{ type: 'text', text: 'eins' }] },
  ]);
});

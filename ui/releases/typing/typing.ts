import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

import type { Language } from '../../host/bindings/Language.ts';
import { correction } from './german.ts';

/** A correction just made, which Backspace takes back while nothing else was done. */
interface Made {
  doc: Node;
  from: number;
  to: number;
  typed: string;
}

/** Says of a transaction that »Rückgängig« takes it back by itself. */
export const APART = 'apart';

/**
 * Sets what is typed as the language wants it.
 *
 * The sign that was typed and what is made of it are two steps: the first »Rückgängig«, or Backspace at once, gives back
 * what was typed.
 */
export function typing(language: () => Language): Extension {
  let made: Made | null = null;

  function typed(view: EditorView, from: number, to: number, text: string): boolean {
    if (view.composing || [...text].length !== 1) return false;
    const $from = view.state.doc.resolve(from);
    if (!$from.parent.isTextblock) return false;
    const before = $from.parent.textBetween(0, $from.parentOffset) + text;
    const found = correction(before, language());
    if (!found) return false;
    view.dispatch(view.state.tr.insertText(text, from, to).scrollIntoView());
    const end = from + text.length;
    const was = before.slice(-found.length);
    replace(view, end - found.length, was, found.text);
    made = { doc: view.state.doc, from: end - found.length, to: end - found.length + found.text.length, typed: was };
    return true;
  }

  function takeBack(view: EditorView): boolean {
    const { doc, selection } = view.state;
    if (made === null || made.doc !== doc || !selection.empty || selection.from !== made.to) return false;
    const { from, to, typed: was } = made;
    made = null;
    replace(view, from, doc.textBetween(from, to), was);
    return true;
  }

  return Extension.create({
    name: 'typing',
    priority: 1200,
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handleTextInput: typed,
          handleKeyDown: (view, event) =>
            event.key === 'Backspace' && !event.ctrlKey && !event.altKey && !event.shiftKey && takeBack(view),
        },
      }),
    ],
  });
}

/** Only the signs that differ, so that bold words stay bold. */
function replace(view: EditorView, from: number, was: string, text: string): void {
  let start = 0;
  while (start < Math.min(was.length, text.length) && was[start] === text[start]) start += 1;
  let end = 0;
  while (end < Math.min(was.length, text.length) - start && was.at(-1 - end) === text.at(-1 - end)) end += 1;
  const put = text.slice(start, text.length - end);
  const tr = view.state.tr;
  if (put === '') tr.delete(from + start, from + was.length - end);
  else tr.insertText(put, from + start, from + was.length - end);
  view.dispatch(tr.setMeta(APART, true).scrollIntoView());
}

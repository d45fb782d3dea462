import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';

import type { Body } from '../host/bindings/Body.ts';
import { editable } from './body.ts';

/** Puts a body into the editor, and touches only what differs: the cursor and all marks elsewhere stay. */
export function put(editor: Editor, body: Body): void {
  const { doc } = editor.state;
  const next = editor.schema.nodeFromJSON(editable(body));
  const start = doc.content.findDiffStart(next.content);
  const ends = doc.content.findDiffEnd(next.content);
  if (start === null || ends === null) return;
  const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
  const [from, to, end] = [start, ends.a + overlap, ends.b + overlap];
  let tr = editor.state.tr;
  try {
    tr.replace(from, to, next.slice(start, end));
  } catch {
    // Walls of a list that do not fit each other are put up anew.
  }
  if (!tr.doc.eq(next)) tr = editor.state.tr.replaceWith(0, doc.content.size, next.content);
  const at = Math.min(end, tr.doc.content.size);
  tr.setSelection(TextSelection.near(tr.doc.resolve(at), -1)).setMeta('fromDesk', true);
  editor.view.dispatch(editor.view.hasFocus() ? tr.scrollIntoView() : tr);
}

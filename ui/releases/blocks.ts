import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';

/** What a paragraph can be. */
export type BlockName = 'paragraph' | 'subheading' | 'quote' | 'list' | 'linkBlock';

export function blockAt(editor: Editor): BlockName {
  const { $from } = editor.state.selection;
  return ($from.depth > 0 ? $from.node(1).type.name : 'paragraph') as BlockName;
}

/** Turns the blocks of the selection into another kind; a list becomes one block an item, and back. */
export function setBlock(editor: Editor, name: BlockName, href = ''): void {
  const { state, view } = editor;
  const { $from, $to } = state.selection;
  const range = { from: $from.before(1), to: $to.after(1) };
  const lines: Node[] = [];
  state.doc.nodesBetween(range.from, range.to, (node) => {
    if (!node.inlineContent) return true;
    lines.push(node);
    return false;
  });
  const { nodes } = state.schema;
  const made =
    name === 'list'
      ? [
          nodes['list']!.create(
            null,
            lines.map((line) => nodes['listItem']!.create(null, line.content)),
          ),
        ]
      : lines.map((line) =>
          nodes[name]!.create(name === 'linkBlock' ? { href: href || line.textContent.trim() } : null, line.content),
        );
  const tr = state.tr.replaceWith(range.from, range.to, made);
  // The cursor keeps its place in the text; a list has one more wall around each line.
  const shift = depthOf(name) - depthOf(blockAt(editor));
  const at = Math.min(Math.max($from.pos + shift, 1), tr.doc.content.size - 1);
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at))).scrollIntoView());
  view.focus();
}

/** Puts »« around the selection, or between the marks of an empty one. */
export function quoteMarks(editor: Editor): void {
  const { state, view } = editor;
  const { from, to } = state.selection;
  const tr = state.tr.insertText('«', to).insertText('»', from);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, from + 1, to + 1)).scrollIntoView());
  view.focus();
}

/** A link on the selection; without one, on the word at the cursor. An empty address takes the link away. */
export function setLink(editor: Editor, href: string): void {
  const link = editor.schema.marks['link'];
  if (!link) return;
  const { state, view } = editor;
  let { from, to } = state.selection;
  const stored = state.selection.$from;
  if (from === to) {
    const text = stored.parent.textContent;
    const start = stored.start();
    let a = from - start;
    let b = a;
    while (a > 0 && !/\s/.test(text[a - 1] ?? ' ')) a -= 1;
    while (b < text.length && !/\s/.test(text[b] ?? ' ')) b += 1;
    from = start + a;
    to = start + b;
  }
  const tr = state.tr.removeMark(from, to, link);
  if (href !== '') tr.addMark(from, to, link.create({ href }));
  view.dispatch(tr);
  view.focus();
}

export function linkAt(editor: Editor): string {
  const attrs = editor.getAttributes('link');
  return typeof attrs['href'] === 'string' ? attrs['href'] : '';
}

function depthOf(name: BlockName): number {
  return name === 'list' ? 2 : 1;
}

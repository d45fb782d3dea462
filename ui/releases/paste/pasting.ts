import { Extension } from '@tiptap/core';
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';

import { cleanHtml, type LeftOut, NOTHING } from './clean.ts';
import { plainBlocks } from './plain.ts';

/** Cleans what is pasted and dropped; `tell` hears what was left out, and gets the pictures that came along. */
export function pasting(tell: (left: LeftOut, pictures: File[]) => void): Extension {
  let left: LeftOut = NOTHING;

  function pictures(data: DataTransfer | null): File[] {
    return [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
  }

  /** Where there is text, programs add a picture of the very text: only one that stands in the text is meant. */
  function take(data: DataTransfer | null, isDrop: boolean): boolean {
    left = NOTHING;
    if (data === null) return false;
    const found = pictures(data);
    const html = data.getData('text/html');
    const text = data.getData('text/plain');
    const isText = text.trim() !== '' || (html !== '' && cleanHtml(html).html !== '');
    if (!isText) {
      if (found.length > 0) tell(NOTHING, found);
      // A file that is dropped must never take the window's place.
      return found.length > 0 || (isDrop && data.files.length > 0);
    }
    left = html === '' || isDrop ? NOTHING : cleanHtml(html).left;
    tell(left, left.pictures > 0 ? found : []);
    return false;
  }

  return Extension.create({
    name: 'pasting',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          transformPastedHTML: (html) => cleanHtml(html).html,
          clipboardTextParser: (text, _context, _plain, view) => slice(view.state.schema, text),
          handlePaste: (_view, event) => take(event.clipboardData, false),
          handleDOMEvents: {
            drop: (_view, event) => {
              if (!take(event.dataTransfer, true)) return false;
              event.preventDefault();
              return true;
            },
          },
        },
      }),
    ],
  });
}

/** The blocks of a plain text; a single line goes into the line at the cursor. */
function slice(schema: Schema, text: string): Slice {
  const { paragraph, list, listItem } = schema.nodes;
  const words = (line: string): Node[] => (line === '' ? [] : [schema.text(line)]);
  const blocks = plainBlocks(text).map((block) =>
    block.kind === 'list'
      ? list!.create(
          null,
          block.items.map((item) => listItem!.create(null, words(item))),
        )
      : paragraph!.create(null, words(block.text)),
  );
  return Slice.maxOpen(Fragment.from(blocks));
}

import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

import { APART } from '../typing/typing.ts';

/** What a shortcut stands for. */
export interface Expansion {
  number: number;
  shortcut: string;
  words: string;
}

export interface Expanding {
  /** Those that may be typed here. */
  find: (shortcut: string) => Expansion | null;
  /** What was typed stands for nothing here. */
  miss: (shortcut: string) => void;
  /** It was put in, and these marks are left to be filled in. */
  done: (expansion: Expansion, left: string[]) => void;
}

/** The word that ends here, where it could be a shortcut: not the end of an address or of a longer word. */
export function shortcutBefore(text: string): string | null {
  return /(?:^|[\s(»„"[–—])([\p{L}\p{N}]+(?:[-._][\p{L}\p{N}]+)*)$/u.exec(text)?.[1] ?? null;
}

/** What an editor still has to fill in. An ellipsis in brackets is a quotation's. */
export function marksLeft(text: string): { from: number; to: number; mark: string }[] {
  return [...text.matchAll(/\[[^[\]\n]*\p{L}[^[\]\n]*\]/gu)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    mark: found[0],
  }));
}

/** Puts words in the place of others, each line a block of its own, and selects the first mark that is left. */
export function putWords(state: EditorState, from: number, to: number, words: string): { tr: Transaction; left: string[] } {
  const lines = words.split(/\n+/).filter((line) => line.trim() !== '');
  const tr = state.tr;
  const { paragraph } = state.schema.nodes;
  const left: { from: number; to: number; mark: string }[] = [];
  let at = from;
  for (const [index, line] of lines.entries()) {
    if (index === 0) tr.insertText(line, from, to);
    else {
      const { name } = tr.doc.resolve(at).parent.type;
      // What follows a subheading or a link is a paragraph.
      const isApart = (name === 'subheading' || name === 'linkBlock') && paragraph;
      tr.split(at, 1, isApart ? [{ type: paragraph }] : undefined);
      at += 2;
      tr.insertText(line, at);
    }
    left.push(...marksLeft(line).map((mark) => ({ mark: mark.mark, from: at + mark.from, to: at + mark.to })));
    at += line.length;
  }
  const [first] = left;
  tr.setSelection(first ? TextSelection.create(tr.doc, first.from, first.to) : TextSelection.create(tr.doc, at));
  return { tr: tr.setMeta(APART, true).scrollIntoView(), left: left.map(({ mark }) => mark) };
}

/** Puts a text block where the cursor stands. */
export function insertBlock(view: EditorView, expansion: Expansion): string[] {
  const { from, to } = view.state.selection;
  const { tr, left } = putWords(view.state, from, to, expansion.words);
  view.dispatch(tr);
  return left;
}

/**
 * Tab behind a shortcut puts its words in its place, in one step.
 *
 * Anywhere else Tab does what it did: it leads on. So it does at once after a block was put in, whatever words that ends
 * with, or somebody without a mouse could not leave the text (WCAG 2.1.2).
 */
export function expanding({ find, miss, done }: Expanding): Extension {
  let made: Node | null = null;

  function expand(view: EditorView): boolean {
    const { doc, selection } = view.state;
    const { $from, empty } = selection;
    if (view.composing || !empty || !$from.parent.isTextblock || doc === made) return false;
    const shortcut = shortcutBefore($from.parent.textBetween(0, $from.parentOffset));
    if (shortcut === null) return false;
    const found = find(shortcut);
    if (!found) {
      miss(shortcut);
      return false;
    }
    const { tr, left } = putWords(view.state, $from.pos - shortcut.length, $from.pos, found.words);
    view.dispatch(tr);
    made = view.state.doc;
    done(found, left);
    return true;
  }

  return Extension.create({
    name: 'expanding',
    priority: 1300,
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handleKeyDown: (view, event) => {
            const isTab = event.key === 'Tab' && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
            if (!isTab || !expand(view)) return false;
            event.preventDefault();
            return true;
          },
        },
      }),
    ],
  });
}

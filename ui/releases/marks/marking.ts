import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

import { APART } from '../typing/typing.ts';
import type { LineMark, MarkKind } from './marks.ts';

/** Marks that come from one source, and are set anew together. */
export type Layer = 'findings' | 'spelling' | 'search';

type Layers = Record<Layer, DecorationSet> & {
  /** What was set since the text last changed, by layer. */
  given: Partial<Record<Layer, string>>;
};

const key = new PluginKey<Layers>('marking');

export const LOOKS: Record<MarkKind, string> = {
  must: 'fund-muss',
  should: 'fund-sollte',
  spelling: 'fund-wort',
  hit: 'treffer',
  current: 'treffer treffer--hier',
};

/** Shows marks in the text; they move with it while it is typed. */
export const Marking = Extension.create({
  name: 'marking',
  addProseMirrorPlugins: () => [
    new Plugin<Layers>({
      key,
      state: {
        init: () => ({
          findings: DecorationSet.empty,
          spelling: DecorationSet.empty,
          search: DecorationSet.empty,
          given: {},
        }),
        apply: (tr, before) => {
          const set = tr.getMeta(key) as { layer: Layer; marks: LineMark[] } | undefined;
          if (!set && !tr.docChanged) return before;
          const { mapping, doc } = tr;
          const after: Layers = {
            given: tr.docChanged ? {} : { ...before.given },
            findings: before.findings.map(mapping, doc),
            spelling: before.spelling.map(mapping, doc),
            search: before.search.map(mapping, doc),
          };
          if (set) {
            after[set.layer] = DecorationSet.create(doc, decorations(doc, set.marks));
            after.given[set.layer] = JSON.stringify(set.marks);
          }
          return after;
        },
      },
      props: {
        decorations: (state) => {
          const layers = key.getState(state);
          if (!layers) return null;
          const all = [layers.findings, layers.spelling, layers.search].flatMap((set) => set.find());
          return DecorationSet.create(state.doc, all);
        },
      },
    }),
  ],
});

export function setMarks(view: EditorView, layer: Layer, marks: LineMark[]): void {
  const layers = key.getState(view.state);
  if (marks.length === 0 && layers?.[layer] === DecorationSet.empty) return;
  if (layers?.given[layer] === JSON.stringify(marks)) return;
  view.dispatch(view.state.tr.setMeta(key, { layer, marks }));
}

/** The key of the mark that the cursor stands in or touches. */
export function markAt(state: EditorState, layer: Layer): string | null {
  const { from, to } = state.selection;
  const found = key.getState(state)?.[layer].find(from, to)[0];
  return found ? String((found.spec as { key: string }).key) : null;
}

/** Puts other words in the place of a mark, as a step of its own. */
export function replaceMark(view: EditorView, layer: Layer, name: string, text: string): void {
  const found = key.getState(view.state)?.[layer].find(undefined, undefined, (spec) => (spec as { key: string }).key === name)[0];
  if (!found) return;
  view.dispatch(view.state.tr.insertText(text, found.from, found.to).setMeta(APART, true).scrollIntoView());
  view.focus();
}

function decorations(doc: Node, marks: LineMark[]): Decoration[] {
  return marks.flatMap((mark) => {
    const at = lineStart(doc, mark.block, mark.line);
    if (at === null || mark.end > at.size) return [];
    return Decoration.inline(
      at.from + mark.start,
      at.from + mark.end,
      { class: LOOKS[mark.kind], 'data-fund': mark.key, 'data-art': mark.kind },
      { key: mark.key },
    );
  });
}

/** Where the text of a line begins, and how long it is. */
export function lineStart(doc: Node, block: number, line: number): { from: number; size: number } | null {
  if (block >= doc.childCount) return null;
  let from = 1;
  for (let index = 0; index < block; index += 1) from += doc.child(index).nodeSize;
  let words = doc.child(block);
  if (words.type.name === 'list') {
    if (line >= words.childCount) return null;
    for (let index = 0; index < line; index += 1) from += words.child(index).nodeSize;
    from += 1;
    words = words.child(line);
  }
  return { from, size: words.content.size };
}

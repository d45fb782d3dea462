import { Extension, Mark, mergeAttributes, Node } from '@tiptap/core';
import { keymap } from '@tiptap/pm/keymap';
import { type Command, TextSelection } from '@tiptap/pm/state';

import { isSafe } from './paste/characters.ts';

/** The closed document of the desk: what is not named here cannot be typed, pasted or stored. */

const Doc = Node.create({ name: 'doc', topNode: true, content: 'block+' });

const Plain = Node.create({ name: 'text', group: 'inline' });

const Paragraph = Node.create({
  name: 'paragraph',
  group: 'block',
  content: 'text*',
  priority: 1000,
  parseHTML: () => [{ tag: 'p' }, { tag: 'div', priority: 10 }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
});

const Subheading = Node.create({
  name: 'subheading',
  group: 'block',
  content: 'text*',
  defining: true,
  parseHTML: () => ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag })),
  renderHTML: ({ HTMLAttributes }) => ['h2', HTMLAttributes, 0],
});

const Quote = Node.create({
  name: 'quote',
  group: 'block',
  content: 'text*',
  defining: true,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
});

const List = Node.create({
  name: 'list',
  group: 'block',
  content: 'listItem+',
  parseHTML: () => [{ tag: 'ul' }, { tag: 'ol' }],
  renderHTML: ({ HTMLAttributes }) => ['ul', HTMLAttributes, 0],
});

const ListItem = Node.create({
  name: 'listItem',
  content: 'text*',
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
});

const LinkBlock = Node.create({
  name: 'linkBlock',
  group: 'block',
  content: 'text*',
  defining: true,
  addAttributes: () => ({
    href: {
      default: '',
      parseHTML: (element) => element.getAttribute('data-href') ?? '',
      renderHTML: ({ href }) => ({ 'data-href': String(href) }),
    },
  }),
  parseHTML: () => [
    { tag: 'p[data-href]', priority: 60, getAttrs: (element) => isSafe(element.getAttribute('data-href') ?? '') && null },
  ],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes, { class: 'linkzeile' }), 0],
});

const Strong = Mark.create({
  name: 'strong',
  parseHTML: () => [{ tag: 'strong' }, { tag: 'b' }],
  renderHTML: ({ HTMLAttributes }) => ['strong', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-b': () => this.editor.commands.toggleMark('strong') };
  },
});

const Emphasis = Mark.create({
  name: 'emphasis',
  parseHTML: () => [{ tag: 'em' }, { tag: 'i' }],
  renderHTML: ({ HTMLAttributes }) => ['em', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { 'Mod-i': () => this.editor.commands.toggleMark('emphasis') };
  },
});

const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: '' } }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element) => isSafe(element.getAttribute('href') ?? '') && null }],
  // Not a link within the editor: a click is to set the cursor, not to leave the desk.
  renderHTML: ({ HTMLAttributes }) => ['span', { class: 'verweis', title: String(HTMLAttributes['href'] ?? '') }, 0],
});

/** Enter in a list makes the next item; on an empty one it leaves the list. */
const splitItem: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { listItem, paragraph, list } = state.schema.nodes;
  if ($from.parent.type !== listItem || !paragraph || !list) return false;
  if ($from.parent.content.size > 0 || !empty) {
    if (dispatch) dispatch(state.tr.deleteSelection().split(state.tr.selection.from).scrollIntoView());
    return true;
  }
  if (dispatch) {
    const whole = $from.node(-1);
    const index = $from.index(-1);
    const before = whole.content.cut(0, $from.start() - 1 - $from.start(-1));
    const after = whole.content.cut($from.end() + 1 - $from.start(-1));
    const parts = [
      ...(index > 0 ? [list.create(null, before)] : []),
      paragraph.create(),
      ...(index < whole.childCount - 1 ? [list.create(null, after)] : []),
    ];
    const start = $from.before(-1);
    const tr = state.tr.replaceWith(start, $from.after(-1), parts);
    const into = start + (index > 0 ? list.create(null, before).nodeSize : 0) + 1;
    dispatch(tr.setSelection(TextSelection.create(tr.doc, into)).scrollIntoView());
  }
  return true;
};

const Keys = Extension.create({
  name: 'keys',
  priority: 1100,
  addProseMirrorPlugins: () => [keymap({ Enter: splitItem })],
});

export const extensions = [
  Doc,
  Plain,
  Paragraph,
  Subheading,
  Quote,
  List,
  ListItem,
  LinkBlock,
  Strong,
  Emphasis,
  Link,
  Keys,
];

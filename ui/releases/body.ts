import type { Node } from '@tiptap/pm/model';

import type { Block } from '../host/bindings/Block.ts';
import type { Body } from '../host/bindings/Body.ts';
import type { ListItem } from '../host/bindings/ListItem.ts';
import type { Mark } from '../host/bindings/Mark.ts';
import type { Text } from '../host/bindings/Text.ts';

/** A node as the editor gives it: `content` and `marks` may be left out. */
export interface LooseNode {
  type?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: LooseNode[];
}

/** The blocks that a node of the editor was last read as: what is typed changes one of them, and the others stay as they are. */
const read = new WeakMap<Node, Block | null>();

/** The body that stands in the editor. */
export function bodyIn(doc: Node): Body {
  const content: Block[] = [];
  doc.forEach((node) => {
    let known = read.get(node);
    if (known === undefined) {
      known = block(node.toJSON() as LooseNode);
      read.set(node, known);
    }
    if (known !== null) content.push(known);
  });
  return { type: 'doc', content };
}

/** The body in exactly the form the desk knows; what it does not know is left out, never passed on. */
export function plainBody(doc: LooseNode | Body): Body {
  const nodes = ((doc as LooseNode).content ?? []).map(block);
  return { type: 'doc', content: nodes.filter((node) => node !== null) };
}

/** The body as the editor can take it: with a paragraph to put the cursor into. */
export function editable(body: Body): Body {
  return body.content.length > 0 ? body : { type: 'doc', content: [{ type: 'paragraph', content: [] }] };
}

export function sameBody(one: Body, other: Body): boolean {
  return one.content.length === other.content.length && one.content.every((node, index) => sameBlock(node, other.content[index]!));
}

export function sameBlock(one: Block, other: Block): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

export function wordsOf(body: Body): string {
  return body.content
    .flatMap((node) => (node.type === 'list' ? node.content.map((item) => item.content) : [node.content]))
    .map((runs) => runs.map((run) => run.text).join(''))
    .join('\n');
}

function block(node: LooseNode): Block | null {
  switch (node.type) {
    case 'paragraph':
    case 'subheading':
    case 'quote':
      return { type: node.type, content: runs(node) };
    case 'list':
      return { type: 'list', content: (node.content ?? []).map(item) };
    case 'linkBlock':
      return { type: 'linkBlock', attrs: { href: href(node.attrs) }, content: runs(node) };
    default:
      return null;
  }
}

function item(node: LooseNode): ListItem {
  return { type: 'listItem', content: runs(node) };
}

function runs(node: LooseNode): Text[] {
  return (node.content ?? []).flatMap((run) => {
    if (run.type !== 'text' || !run.text) return [];
    const marks = (run.marks ?? []).map(mark).filter((known) => known !== null);
    return [marks.length > 0 ? { type: 'text', text: run.text, marks } : { type: 'text', text: run.text }];
  });
}

function mark(found: { type: string; attrs?: Record<string, unknown> }): Mark | null {
  switch (found.type) {
    case 'strong':
    case 'emphasis':
      return { type: found.type };
    case 'link':
      return { type: 'link', attrs: { href: href(found.attrs) } };
    default:
      return null;
  }
}

function href(attrs: Record<string, unknown> | undefined): string {
  return typeof attrs?.['href'] === 'string' ? attrs['href'] : '';
}

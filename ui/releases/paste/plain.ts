import { plainCharacters } from './characters.ts';

/** A block of a text without form. */
export type PlainBlock = { kind: 'paragraph'; text: string } | { kind: 'list'; items: string[] };

const ITEM = /^\s*(?:[-–•·▪◦*‣\uf0b7\uf0a7])\s+(?=\S)/u;
/** Where mail programs break lines, in characters; the last of a paragraph may be shorter. */
const SHORTEST = 50;
const LONGEST = 80;

/** Paragraphs and lists of a plain text: a mail whose lines were broken flows again, a list stays one. */
export function plainBlocks(pasted: string): PlainBlock[] {
  const blocks: PlainBlock[] = [];
  const text = plainCharacters(pasted).replace(/^(?:> ?)+/gm, '');
  for (const part of text.split(/\n(?:[ \u00a0]*\n)+/)) {
    const lines = part
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line.trim() !== '');
    for (const line of flowing(lines)) add(blocks, line);
  }
  return blocks;
}

function flowing(lines: string[]): string[] {
  const inner = lines.slice(0, -1);
  const isBroken =
    inner.length > 0 &&
    lines.every((line) => !ITEM.test(line) && line.length <= LONGEST) &&
    inner.every((line) => line.length >= SHORTEST);
  return isBroken ? [lines.map((line) => line.trim()).join(' ')] : lines;
}

function add(blocks: PlainBlock[], line: string): void {
  const mark = ITEM.exec(line);
  if (!mark) {
    blocks.push({ kind: 'paragraph', text: line.trim() });
    return;
  }
  const item = line.slice(mark[0].length).trim();
  const last = blocks.at(-1);
  if (last?.kind === 'list') last.items.push(item);
  else blocks.push({ kind: 'list', items: [item] });
}

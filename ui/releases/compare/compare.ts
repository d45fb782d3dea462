import type { Block } from '../../host/bindings/Block.ts';
import type { Release } from '../../host/bindings/Release.ts';
import { matched, type Piece, wordPieces } from './words.ts';

/** What a line is on the sheet. */
export type LineKind = 'headline' | 'standing' | 'dateline' | Block['type'] | 'embargo' | 'link' | 'contact' | 'caption';

export interface Line {
  kind: LineKind;
  text: string;
}

/** A line as it was and as it is. */
export interface Row {
  kind: LineKind;
  change: 'same' | 'changed' | 'added' | 'removed';
  pieces: Piece[];
}

/** How much of two lines must be the same words for one to be the other, changed. */
const ALIKE = 0.4;

/** The words of a sheet from top to bottom, as they are compared: with photo captions, without times. */
export function linesOf(release: Release): Line[] {
  const { embargoNotes, headline, standingLines, dateline, body, links, contact, photos } = release;
  const line = (kind: LineKind, text: string): Line[] => (text.trim() === '' ? [] : [{ kind, text }]);
  const words = (runs: { text: string }[]): string => runs.map((run) => run.text).join('');
  return [
    ...embargoNotes.flatMap((note) => line('embargo', note.words)),
    ...line('headline', headline),
    ...standingLines.flatMap((text) => line('standing', text)),
    ...line('dateline', dateline.words),
    ...body.content.flatMap((block) =>
      block.type === 'list'
        ? block.content.flatMap((item) => line('list', words(item.content)))
        : line(block.type, words(block.content)),
    ),
    ...links.flatMap((link) => line('link', link.label)),
    ...line('contact', contact.name),
    ...photos.flatMap(({ photo }) => (photo ? line('caption', photo.caption.caption) : [])),
  ];
}

/** What changed from one sheet to another, line by line in the order of the new one. */
export function compare(before: Line[], after: Line[]): Row[] {
  const key = ({ kind, text }: Line): string => `${kind}\n${text}`;
  const rows: Row[] = [];
  let [one, other] = [0, 0];
  let gone: Line[] = [];
  let come: Line[] = [];
  const flush = (): void => {
    rows.push(...paired(gone, come));
    gone = [];
    come = [];
  };
  for (const { kind } of matched(before.map(key), after.map(key))) {
    if (kind === 'del') gone.push(before[one++]!);
    else if (kind === 'ins') come.push(after[other++]!);
    else {
      flush();
      const line = after[other]!;
      rows.push({ kind: line.kind, change: 'same', pieces: [{ kind: 'same', text: line.text }] });
      one += 1;
      other += 1;
    }
  }
  flush();
  return rows;
}

/** Which of the lines that came are those that went, in other words. */
function paired(gone: Line[], come: Line[]): Row[] {
  const rows: Row[] = [];
  let left = [...gone];
  const removed = ({ kind, text }: Line): Row => ({ kind, change: 'removed', pieces: [{ kind: 'del', text }] });
  for (const line of come) {
    const found = left.findIndex((old) => alike(old, line));
    if (found < 0) {
      rows.push({ kind: line.kind, change: 'added', pieces: [{ kind: 'ins', text: line.text }] });
      continue;
    }
    rows.push(...left.slice(0, found).map(removed));
    rows.push({ kind: line.kind, change: 'changed', pieces: wordPieces(left[found]!.text, line.text) });
    left = left.slice(found + 1);
  }
  return [...rows, ...left.map(removed)];
}

function alike(old: Line, line: Line): boolean {
  if (old.kind !== line.kind) return old.text === line.text;
  // Of these there is one, whatever it says.
  if (['headline', 'dateline', 'contact'].includes(line.kind)) return true;
  const same = wordPieces(old.text, line.text)
    .filter(({ kind }) => kind === 'same')
    .reduce((sum, { text }) => sum + text.length, 0);
  return same >= ALIKE * Math.max(old.text.length, line.text.length);
}

/** How many places differ. */
export function places(rows: Row[]): number {
  return rows.filter(({ change }) => change !== 'same').length;
}

import type { IncomingParagraph } from '../host/bindings/IncomingParagraph.ts';
import type { IncomingPiece } from '../host/bindings/IncomingPiece.ts';

/** Pieces that stand together and belong to the same change, or to none. */
export interface Segment {
  change: number | null;
  pieces: IncomingPiece[];
  /** Whether the end of the paragraph belongs to the change. */
  end: 'inserted' | 'deleted' | null;
}

/** What shows a piece: who took it out again, else who put it in. */
function changeOf(piece: Pick<IncomingPiece, 'inserted' | 'deleted'>): number | null {
  return piece.deleted ?? piece.inserted;
}

export function segments(paragraph: IncomingParagraph): Segment[] {
  const found: Segment[] = [];
  for (const piece of paragraph.pieces) {
    const change = changeOf(piece);
    const last = found.at(-1);
    if (last && last.change === change) last.pieces.push(piece);
    else found.push({ change, pieces: [piece], end: null });
  }
  const change = paragraph.endDeleted ?? paragraph.endInserted;
  if (change !== null) {
    const end = paragraph.endDeleted === null ? 'inserted' : 'deleted';
    const last = found.at(-1);
    if (last && last.change === change) last.end = end;
    else found.push({ change, pieces: [], end });
  }
  return found;
}

/** Paragraphs as they stand on the sheet: items that follow each other are one list. */
export type Part = { kind: 'list'; items: IncomingParagraph[] } | { kind: 'paragraph'; paragraph: IncomingParagraph };

export function parts(paragraphs: IncomingParagraph[]): Part[] {
  const found: Part[] = [];
  for (const paragraph of paragraphs) {
    if (paragraph.role === 'kind' || paragraph.role === 'issuer') continue;
    const last = found.at(-1);
    if (paragraph.role !== 'item') found.push({ kind: 'paragraph', paragraph });
    else if (last?.kind === 'list') last.items.push(paragraph);
    else found.push({ kind: 'list', items: [paragraph] });
  }
  return found;
}

import type { PreflightFinding } from '../../host/bindings/PreflightFinding.ts';
import type { Span } from '../../host/bindings/Span.ts';
import { keyed } from '../findings.ts';

/** What is pointed out in a text: a finding, an unknown word, a hit of a search. */
export type MarkKind = 'must' | 'should' | 'spelling' | 'hit' | 'current';

/** Words of a line that are pointed out. */
export interface Mark extends Span {
  kind: MarkKind;
  /** The name of what is meant, for those who ask about it. */
  key: string;
}

/** The same in the body: an item of a list is a line of its block. */
export interface LineMark extends Mark {
  block: number;
  line: number;
}

/** What the preflight has to say, where it has to say it: in the body, and by the name of the field elsewhere. */
export function marksOf(findings: PreflightFinding[], standingLines: string[]): { body: LineMark[]; fields: Record<string, Mark[]> } {
  const body: LineMark[] = [];
  const fields: Record<string, Mark[]> = {};
  for (const { key, finding } of keyed(findings)) {
    const { place, span, level, overridden } = finding;
    if (span === null || overridden !== null) continue;
    const mark = { ...span, kind: level, key } as const;
    if (place.kind === 'line') body.push({ ...mark, block: place.block, line: place.line });
    else if (place.kind === 'headline' || place.kind === 'dateline') (fields[place.kind] ??= []).push(mark);
    else if (place.kind === 'standingLine') {
      // The lines stand in one field, one below the other.
      const before = standingLines.slice(0, place.index).join('\n').length + (place.index > 0 ? 1 : 0);
      (fields[place.kind] ??= []).push({ ...mark, start: before + span.start, end: before + span.end });
    }
  }
  return { body, fields };
}

/** A text in pieces, each with the mark on it; where two overlap the later one is seen. */
export function pieces(text: string, marks: Mark[]): { text: string; mark: Mark | null }[] {
  const edges = [0, text.length, ...marks.flatMap(({ start, end }) => [start, end])]
    .filter((edge) => edge >= 0 && edge <= text.length)
    .sort((one, other) => one - other);
  const found: { text: string; mark: Mark | null }[] = [];
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1];
    if (to === undefined || to === from) continue;
    const mark = marks.findLast(({ start, end }) => start <= from && end >= to) ?? null;
    found.push({ text: text.slice(from, to), mark });
  }
  return found;
}

import type { Place } from '../host/bindings/Place.ts';
import type { Span } from '../host/bindings/Span.ts';

/** A spot on the sheet, as the route carries it: a place, and the words in it that are meant. */
export interface Spot {
  /** The `data-place` of a field. */
  name: string;
  line: { block: number; line: number } | null;
  span: Span | null;
}

/** `line-2-0:16:28`, `headline`, `link-1`. */
export function spot(place: Exclude<Place, { kind: 'photo' }>, span: Span | null): string {
  const words = span === null ? '' : `:${span.start}:${span.end}`;
  return `${name(place)}${words}`;
}

function name(place: Exclude<Place, { kind: 'photo' }>): string {
  switch (place.kind) {
    case 'line':
      return `line-${place.block}-${place.line}`;
    case 'embargoNote':
    case 'link':
      return `${place.kind}-${place.index}`;
    default:
      return place.kind;
  }
}

export function readSpot(detail: string): Spot {
  const [name = '', start, end] = detail.split(':');
  const span = start === undefined || end === undefined ? null : { start: Number(start), end: Number(end) };
  const [, block, line] = /^line-(\d+)-(\d+)$/.exec(name) ?? [];
  return { name, line: block === undefined || line === undefined ? null : { block: Number(block), line: Number(line) }, span };
}

import type { Block } from '../../host/bindings/Block.ts';
import type { Body } from '../../host/bindings/Body.ts';
import type { Span } from '../../host/bindings/Span.ts';
import type { Text } from '../../host/bindings/Text.ts';
import type { Sheet } from '../history.ts';
import { lines, readDateline } from '../printed.ts';
import type { Fields } from '../release.svelte.ts';

export interface Query {
  words: string;
  isCase: boolean;
  isWhole: boolean;
}

/** Where a hit lies: in a line of the body, or in a field of the sheet. */
export type HitPlace = { kind: 'line'; block: number; line: number } | { kind: 'field'; name: string };

export interface Hit extends Span {
  place: HitPlace;
}

/** Each sign as it is compared; the length stays, so that places stay. */
function folded(text: string, isCase: boolean): string {
  const plain = text.replace(/[\u00a0\u202f]/g, ' ').replace(/\u2011/g, '-').replace(/[\u2018\u2019]/g, "'");
  if (isCase) return plain;
  return [...plain].map((sign) => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign)).join('');
}

/** Where the words stand in a text, one behind the other. */
export function spans(text: string, { words, isCase, isWhole }: Query): Span[] {
  if (words === '') return [];
  const [where, what] = [folded(text, isCase), folded(words, isCase)];
  const found: Span[] = [];
  for (let at = where.indexOf(what); at >= 0; ) {
    const end = at + what.length;
    const isApart = !isWhole || (!/[\p{L}\p{N}]$/u.test(where.slice(0, at)) && !/^[\p{L}\p{N}]/u.test(where.slice(end)));
    if (isApart) found.push({ start: at, end });
    at = where.indexOf(what, isApart ? end : at + 1);
  }
  return found;
}

interface Field {
  name: string;
  get: (fields: Fields) => string;
  set: (fields: Fields, text: string) => void;
}

/** The fields of the sheet that are searched, from top to bottom; the links stand below the text. */
function fieldsOf(fields: Fields): { above: Field[]; below: Field[] } {
  return {
    above: [
      { name: 'headline', get: (sheet) => sheet.headline, set: (sheet, text) => (sheet.headline = text) },
      {
        name: 'standingLine',
        get: (sheet) => sheet.standingLines.join('\n'),
        set: (sheet, text) => (sheet.standingLines = lines(text)),
      },
      {
        name: 'dateline',
        get: (sheet) => sheet.dateline.words,
        set: (sheet, text) => (sheet.dateline = readDateline(text)),
      },
    ],
    below: fields.links.map((_, index) => ({
      name: `link-${index}`,
      get: (sheet: Fields) => sheet.links[index]?.label ?? '',
      set: (sheet: Fields, text: string) => {
        const link = sheet.links[index];
        if (link) link.label = text;
      },
    })),
  };
}

const runsOf = (block: Block): Text[][] =>
  block.type === 'list' ? block.content.map((item) => item.content) : [block.content];
const words = (runs: Text[]): string => runs.map((run) => run.text).join('');

/** Every hit on the sheet, in the order of reading. */
export function hitsOf({ fields, body }: Sheet<Fields>, query: Query): Hit[] {
  const { above, below } = fieldsOf(fields);
  const inField = ({ name, get }: Field): Hit[] =>
    spans(get(fields), query).map((span) => ({ ...span, place: { kind: 'field', name } }));
  const inBody = body.content.flatMap((block, index) =>
    runsOf(block).flatMap((runs, line) =>
      spans(words(runs), query).map((span): Hit => ({ ...span, place: { kind: 'line', block: index, line } })),
    ),
  );
  return [...above.flatMap(inField), ...inBody, ...below.flatMap(inField)];
}

/** How often the words stand in what is said of the photos, which is changed on their own screen. */
export function inPhotos({ photos }: Pick<Fields, 'photos'>, query: Query): number {
  return photos
    .flatMap(({ photo }) => (photo ? [photo.caption.caption, photo.caption.altText] : []))
    .reduce((sum, text) => sum + spans(text, query).length, 0);
}

/** The sheet with other words in the place of the hits; what was bold or a link there stays so. */
export function replaced(sheet: Sheet<Fields>, hits: Hit[], put: string): Sheet<Fields> {
  const fields = structuredClone(sheet.fields);
  const { above, below } = fieldsOf(fields);
  for (const { name, get, set } of [...above, ...below]) {
    const own = hits.filter(({ place }) => place.kind === 'field' && place.name === name);
    if (own.length > 0) set(fields, own.toReversed().reduce((text, hit) => text.slice(0, hit.start) + put + text.slice(hit.end), get(fields)));
  }
  const lineOf = (block: number, line: number): Hit[] =>
    hits.filter(({ place }) => place.kind === 'line' && place.block === block && place.line === line);
  const content = sheet.body.content.map((block, index): Block => {
    if (block.type === 'list')
      return { ...block, content: block.content.map((item, line) => ({ ...item, content: putInto(item.content, lineOf(index, line), put) })) };
    return { ...block, content: putInto(block.content, lineOf(index, 0), put) };
  });
  const body: Body = { ...sheet.body, content };
  return { fields, body };
}

function putInto(runs: Text[], hits: Hit[], put: string): Text[] {
  if (hits.length === 0) return runs;
  const made: Text[] = [];
  let at = 0;
  for (const run of runs) {
    let text = '';
    for (let index = 0; index < run.text.length; index += 1, at += 1) {
      const hit = hits.find(({ start, end }) => start <= at && end > at);
      if (!hit) text += run.text[index];
      else if (hit.start === at) text += put;
    }
    if (text !== '') made.push({ ...run, text });
  }
  return made;
}

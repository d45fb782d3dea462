import type { Language } from '../../host/bindings/Language.ts';

/** What takes the place of the last `length` characters before the cursor. */
export interface Correction {
  length: number;
  text: string;
}

/** Outer marks, then those within a quotation. */
type Marks = readonly [open: string, close: string, innerOpen: string, innerClose: string];

const MARKS: Record<Language, Marks> = {
  german: ['»', '«', '›', '‹'],
  easyGerman: ['»', '«', '›', '‹'],
  upperSorbian: ['„', '“', '‚', '‘'],
  english: ['“', '”', '‘', '’'],
};

const N = '\u00a0';

/** As Duden and DIN 5008 set them: with a space after each point, at which no line breaks. */
const ABBREVIATIONS = [
  'z. B.', 'd. h.', 'u. a.', 'u. Ä.', 'o. Ä.', 'o. g.', 'i. d. R.', 'i. A.', 'i. V.', 'i. H. v.', 'z. T.', 'z. Hd.',
  's. o.', 's. u.', 'v. a.', 'u. U.', 'm. E.', 'e. V.', 'a. D.', 'a. M.', 'n. Chr.', 'v. Chr.', 'v. l. n. r.',
];

const UNITS =
  'km/h|km|cm|mm|m|ha|kg|g|t|l|kWh|MWh|GWh|kW|MW|GW|GB|TB|MB|Euro|Cent|Mio\\.|Mrd\\.|Millionen|Million|Milliarden|Milliarde|Prozent';
const MONTHS = 'Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember';

/** A plain space that matches at the end of what was typed becomes one at which no line breaks. */
const HARD: readonly RegExp[] = [
  /\d( )[%‰€$£°]$/u,
  /§( )\d$/u,
  /\b(?:Art|Abs|Nr|Kap|Ziff|Bd|Abb)\.( )\d$/u,
  /\d( )Uhr$/u,
  new RegExp(`\\d( )(?:${UNITS})[\\s.,;:!?)«‹]$`, 'u'),
  new RegExp(`(?:^|[^\\d.])\\d{1,2}\\.( )(?:${MONTHS})$`, 'u'),
];

/** Only where German is written: the points of other languages mean something else. */
const HARD_TITLES = /(?:^|[\s(»›])(?:(?:Prof|Dr|Dipl|Ing|Hr|Fr|St|habil|med|jur|phil|rer|nat|h|c)\.[ \u00a0]?)*(?:Prof|Dr|Dipl\.-Ing|St|h\. c|h\.\u00a0c)\.( )\p{Lu}$/u;
/** Two titles in a row. */
const HARD_BETWEEN_TITLES = /(?:^|[\s(»›])Prof\.( )Dr\.$/u;

/** How far back a rule looks. */
const REACH = 80;

/**
 * What the last character calls for: quotation marks and dashes of the language, and spaces at which no line breaks.
 *
 * `before` is the text of the block up to the cursor, with what was just typed.
 */
export function correction(before: string, language: Language): Correction | null {
  const last = before.at(-1);
  if (last === undefined || isAddress(before)) return null;
  if (last === '"' || last === "'") return quotation(before, last, MARKS[language]);
  return dash(before) ?? elided(before, MARKS[language]) ?? (language === 'english' ? null : spaces(before, language));
}

/** In an address no sign is changed. */
function isAddress(before: string): boolean {
  const word = /\S*$/u.exec(before)?.[0] ?? '';
  return /:\/\/|^www\.|@|^mailto:/iu.test(word);
}

function quotation(before: string, typed: string, [open, close, innerOpen, innerClose]: Marks): Correction | null {
  const text = before.slice(0, -1);
  const previous = text.at(-1) ?? ' ';
  const begins = /[\s([{/–—-]/u.test(previous) || previous === open || previous === innerOpen;
  const isOpen = depth(text, open, close) > 0;
  const isInnerOpen = depth(text, innerOpen, innerClose) > 0;
  const to = (mark: string): Correction => ({ length: 1, text: mark });
  if (typed === "'") return to(begins ? innerOpen : isInnerOpen ? innerClose : '’');
  if (begins) return to(isOpen ? innerOpen : open);
  if (isInnerOpen) return to(innerClose);
  // Inches, and what is quoted nowhere: a closing mark without one that opens would be a guess.
  return /\d/u.test(previous) && !isOpen ? null : to(close);
}

function depth(text: string, open: string, close: string): number {
  let depth = 0;
  for (const sign of text) {
    if (sign === open) depth += 1;
    else if (sign === close) depth = Math.max(0, depth - 1);
  }
  return depth;
}

function dash(before: string): Correction | null {
  if (/(?:^|[^-])--$/u.test(before)) return { length: 2, text: '–' };
  if (/\S[ \u00a0]- $/u.test(before)) return { length: 2, text: '– ' };
  if (/(?:^|[^.])\.\.\.$/u.test(before)) return { length: 3, text: '…' };
  return null;
}

/** »wie geht's« within a quotation: what was taken for its end was an apostrophe. */
function elided(before: string, [, , , innerClose]: Marks): Correction | null {
  const found = new RegExp(`\\p{L}${innerClose}(\\p{L})$`, 'u').exec(before);
  return found?.[1] === undefined || innerClose === '’' ? null : { length: 1 + found[1].length, text: `’${found[1]}` };
}

function spaces(before: string, language: Language): Correction | null {
  const near = before.slice(-REACH);
  const isGerman = language === 'german' || language === 'easyGerman';
  if (isGerman && near.endsWith('.')) {
    for (const set of ABBREVIATIONS) {
      const loose = set.replace(/\./g, '\\.').replace(/ /g, ' ?');
      const found = new RegExp(`(?:^|[\\s(»›–])(${loose})$`, 'u').exec(near)?.[1];
      if (found !== undefined) return { length: found.length, text: set.replace(/ /g, N) };
    }
  }
  for (const rule of isGerman ? [...HARD, HARD_TITLES, HARD_BETWEEN_TITLES] : HARD) {
    const found = rule.exec(near);
    if (!found) continue;
    const at = found.index + spaceIn(found);
    const after = near.slice(at + 1);
    return { length: after.length + 1, text: N + after };
  }
  return null;
}

/** Where in the match its group lies: the last plain space before what follows it. */
function spaceIn(found: RegExpExecArray): number {
  const whole = found[0];
  return whole.endsWith(' ') ? whole.lastIndexOf(' ', whole.length - 2) : whole.lastIndexOf(' ');
}

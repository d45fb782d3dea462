/** One place at which two wordings differ, with a few words around it. */
export interface Change {
  lead: string;
  old: string;
  now: string;
  tail: string;
}

/** How many words are shown on either side. */
const AROUND = 4;

/** Where `after` differs from `before`, in reading order. */
export function differences(before: string, after: string): Change[] {
  const [one, other] = [before.split(' '), after.split(' ')];
  const spans = one.length === other.length ? eachWord(one, other) : [whole(one, other)];
  return spans.map(([from, to, newTo]) => ({
    lead: (from > AROUND ? '… ' : '') + one.slice(Math.max(0, from - AROUND), from).join(' '),
    old: one.slice(from, to).join(' '),
    now: other.slice(from, newTo).join(' '),
    tail: one.slice(to, to + AROUND).join(' ') + (to + AROUND < one.length ? ' …' : ''),
  }));
}

type Span = [from: number, to: number, newTo: number];

function eachWord(one: string[], other: string[]): Span[] {
  const spans: Span[] = [];
  one.forEach((word, index) => {
    if (word === other[index]) return;
    const last = spans.at(-1);
    if (last && last[1] === index) spans[spans.length - 1] = [last[0], index + 1, index + 1];
    else spans.push([index, index + 1, index + 1]);
  });
  return spans;
}

/** From the first word that differs to the last. */
function whole(one: string[], other: string[]): Span {
  const shorter = Math.min(one.length, other.length);
  let from = 0;
  while (from < shorter && one[from] === other[from]) from += 1;
  let end = 0;
  while (end < shorter - from && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  return [from, one.length - end, other.length - end];
}

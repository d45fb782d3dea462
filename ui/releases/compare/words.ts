/** A piece of a text that stayed, came, or went. */
export interface Piece {
  kind: 'same' | 'ins' | 'del';
  text: string;
}

/** Beyond this many pairs a line is told as a whole: nobody reads such a difference word by word. */
const MOST_PAIRS = 4_000_000;

/** What changed between two lines, by words. */
export function wordPieces(before: string, after: string): Piece[] {
  return readable(matched(tokens(before), tokens(after)));
}

/** Words, spaces and signs. */
function tokens(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];
}

/** By the longest common row of either side's members. */
export function matched(before: string[], after: string[]): Piece[] {
  const pieces: Piece[] = [];
  const add = (kind: Piece['kind'], text: string): void => {
    pieces.push({ kind, text });
  };
  let start = 0;
  const least = Math.min(before.length, after.length);
  while (start < least && before[start] === after[start]) add('same', before[start++]!);
  let end = 0;
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [one, other] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (one.length * other.length > MOST_PAIRS) {
    for (const text of one) add('del', text);
    for (const text of other) add('ins', text);
  } else {
    const width = other.length + 1;
    const longest = new Uint32Array((one.length + 1) * width);
    for (let i = one.length - 1; i >= 0; i -= 1)
      for (let j = other.length - 1; j >= 0; j -= 1)
        longest[i * width + j] =
          one[i] === other[j]
            ? longest[(i + 1) * width + j + 1]! + 1
            : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    let [i, j] = [0, 0];
    while (i < one.length || j < other.length) {
      if (i < one.length && j < other.length && one[i] === other[j]) {
        add('same', one[i]!);
        i += 1;
        j += 1;
      } else if (j >= other.length || (i < one.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) add('del', one[i++]!);
      else add('ins', other[j++]!);
    }
  }
  for (let left = end; left > 0; left -= 1) add('same', before.at(-left)!);
  return pieces;
}

/** Neighbours of a kind are one piece; a space between two changed words belongs to the change, old before new. */
function readable(pieces: Piece[]): Piece[] {
  const made: Piece[] = [];
  let gone = '';
  let come = '';
  const flush = (): void => {
    if (gone !== '') made.push({ kind: 'del', text: gone });
    if (come !== '') made.push({ kind: 'ins', text: come });
    gone = '';
    come = '';
  };
  for (const [index, { kind, text }] of pieces.entries()) {
    if (kind === 'del') gone += text;
    else if (kind === 'ins') come += text;
    else {
      const isBetween = /^\s+$/.test(text) && gone !== '' && come !== '' && pieces[index + 1] !== undefined && pieces[index + 1]!.kind !== 'same';
      if (isBetween) {
        gone += text;
        come += text;
        continue;
      }
      flush();
      const last = made.at(-1);
      if (last?.kind === 'same') last.text += text;
      else made.push({ kind: 'same', text });
    }
  }
  flush();
  return made;
}

import type { Span } from '../../host/bindings/Span.ts';

export interface Word extends Span {
  word: string;
}

/** Letters, and what joins them within a word; a hyphen at either end belongs to it: »Cyber-«. */
const WORD = /-?[\p{L}\p{M}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*-?/gu;
/** Addresses, and names of files and things: nobody spells them by a dictionary. */
const APART = /\S*(?:@|:\/\/|www\.|_|\d)\S*|\S+\.(?:de|eu|org|com|net|example)\b\S*/giu;

/** The words of a text that a dictionary can be asked about. */
export function wordsIn(text: string): Word[] {
  const apart = [...text.matchAll(APART)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
  const isApart = (at: number): boolean => apart.some(({ start, end }) => start <= at && end > at);
  const found: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    // A hyphen before a space ends nothing: » - «.
    const word = match[0].replace(/’/g, "'");
    const { index: start } = match;
    const isShort = word.replace(/[^\p{L}]/gu, '').length < 2;
    const isAbbreviation = /^[\p{Lu}\p{N}-]+$/u.test(word) || /^[\p{L}\p{N}]*\p{Ll}\p{Lu}/u.test(word);
    if (!isShort && !isAbbreviation && !isApart(start)) found.push({ word, start, end: start + match[0].length });
  }
  return found;
}

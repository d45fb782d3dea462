/** How words are put together in German. */

/** The no-break space. */
export const N = '\u00a0';
/** Quotes within quotes are single. */
export const quote = (words: string): string => `»${words.replaceAll('»', '›').replaceAll('«', '‹')}«`;
/** Paragraphs behind each other. */
export const oneLine = (words: string): string => words.replaceAll(/\s*\n\s*/g, ' ');
export const many = (count: number, one: string, more: string): string => `${count}${N}${count === 1 ? one : more}`;
export const and = (words: string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} und ${words.at(-1) ?? ''}`;

import { t } from '../text/index.ts';

const signs: Record<string, keyof typeof t.incoming.signs> = {
  ',': 'comma',
  '.': 'stop',
  ';': 'semicolon',
  ':': 'colon',
  '-': 'hyphen',
  '–': 'dash',
  '!': 'exclamation',
  '?': 'question',
};

/** Signs that one would overlook are told by their names. */
export function named(words: string): { words: string; sign: boolean } {
  if (words === '') return { words: '', sign: false };
  const bare = words.trim();
  if (bare === '') return { words: words.includes('\n') ? t.incoming.paragraphEnd : t.incoming.signs.space, sign: true };
  const sign = signs[bare];
  return sign ? { words: t.incoming.signs[sign], sign: true } : { words, sign: false };
}

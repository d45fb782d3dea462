import { announcer } from '../../frame/announcer.svelte.ts';
import type { Language } from '../../host/bindings/Language.ts';
import type { TextBlockRow } from '../../host/bindings/TextBlockRow.ts';
import { folded, textBlocks } from '../../options/textBlocks.svelte.ts';
import { t } from '../../text/index.ts';
import { open } from '../release.svelte.ts';
import type { Expanding, Expansion } from './expanding.ts';

/** What was put in last, or why nothing was, until something else is done. */
class Inserting {
  notice = $state('');

  /** Those that fit the language of the release: another one's words would be wrong in it. */
  get rows(): TextBlockRow[] {
    return textBlocks.rows.filter((row) => row.language === this.language);
  }

  get language(): Language {
    return open.fields?.language ?? 'german';
  }

  keys(): Expanding {
    return {
      find: (shortcut) => this.#find(shortcut),
      miss: (shortcut) => this.#miss(shortcut),
      done: (expansion, left) => this.done(expansion, left),
    };
  }

  insert(row: TextBlockRow): void {
    const expansion = { number: row.number, shortcut: row.shortcut, words: row.filled };
    const left = open.insertBlock(expansion);
    if (left !== null) this.done(expansion, left);
  }

  done({ number, shortcut }: Expansion, left: string[]): void {
    textBlocks.used(number);
    this.#say(t.textBlocks.put(shortcut, left));
  }

  forget(): void {
    this.notice = '';
  }

  #find(shortcut: string): Expansion | null {
    const row = this.rows.find((other) => folded(other.shortcut) === folded(shortcut));
    return row ? { number: row.number, shortcut: row.shortcut, words: row.filled } : null;
  }

  #miss(shortcut: string): void {
    const other = textBlocks.rows.find((row) => folded(row.shortcut) === folded(shortcut));
    if (other) this.#say(t.textBlocks.otherLanguage(other.shortcut, other.language, this.language));
  }

  #say(words: string): void {
    this.notice = words;
    announcer.say(words);
  }
}

export const inserting = new Inserting();

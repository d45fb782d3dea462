import { announcer } from '../../frame/announcer.svelte.ts';
import type { Body } from '../../host/bindings/Body.ts';
import type { Language } from '../../host/bindings/Language.ts';
import { asProblem, call } from '../../host/ipc.ts';
import { t } from '../../text/index.ts';
import type { LineMark } from '../marks/marks.ts';
import { open } from '../release.svelte.ts';
import { type Word, wordsIn } from './words.ts';

interface Unknown extends LineMark {
  word: string;
}

/** How many words are asked about at once. */
const AT_ONCE = 2_000;

/** What the dictionary says of the text, and of the word whose card is shown. */
class Spelling {
  /** Whether this PC has a dictionary of the language; `null` while it was not asked. */
  hasDictionary = $state<boolean | null>(null);
  unknown = $state.raw<Unknown[]>([]);
  /** The word whose card is shown. */
  shown = $state.raw<{ key: string; word: string } | null>(null);
  /** `null` while they are looked for. */
  suggestions = $state.raw<string[] | null>(null);
  /** The word that was added last, to take that back. */
  added = $state<string | null>(null);
  /** By language and word. */
  #known = new Map<string, boolean>();
  #turn = 0;
  /** The words of each line when it was last looked through: what is typed changes one line. */
  #seen = new Map<string, Word[]>();

  get language(): Language {
    return open.fields?.language ?? 'german';
  }

  /** Looks through the body; what is not known yet is asked of the desk. */
  async look(body: Body): Promise<void> {
    const turn = ++this.#turn;
    const { language } = this;
    const seen = new Map<string, Word[]>();
    const lines = body.content.flatMap((block, index) =>
      (block.type === 'list' ? block.content.map((item) => item.content) : [block.content]).map((runs, line) => ({
        block: index,
        line,
        words: this.#wordsOf(runs.map((run) => run.text).join(''), seen),
      })),
    );
    this.#seen = seen;
    const fresh = [...new Set(lines.flatMap(({ words }) => words.map(({ word }) => word)))].filter(
      (word) => !this.#known.has(`${language} ${word}`),
    );
    try {
      for (let at = 0; at < fresh.length || (at === 0 && this.hasDictionary === null); at += AT_ONCE) {
        const words = fresh.slice(at, at + AT_ONCE);
        const { hasDictionary, unknown } = await call('check_words', { language, words });
        this.hasDictionary = hasDictionary;
        if (!hasDictionary) break;
        const strange = new Set(unknown);
        for (const word of words) this.#known.set(`${language} ${word}`, !strange.has(word));
      }
    } catch {
      // A desk that does not answer has told so already; the text can be written without.
      return;
    }
    if (turn !== this.#turn) return;
    this.unknown = lines.flatMap(({ block, line, words }) =>
      words
        .filter(({ word }) => this.#known.get(`${language} ${word}`) === false)
        .map(({ word, start, end }) => ({ word, start, end, block, line, kind: 'spelling' as const, key: `wort-${block}-${line}-${start}` })),
    );
  }

  #wordsOf(line: string, seen: Map<string, Word[]>): Word[] {
    const words = seen.get(line) ?? this.#seen.get(line) ?? wordsIn(line);
    seen.set(line, words);
    return words;
  }

  /** Another release may be in another language. */
  forget(): void {
    this.#turn += 1;
    this.hasDictionary = null;
    this.unknown = [];
    this.close();
  }

  async show(key: string): Promise<void> {
    const found = this.unknown.find((other) => other.key === key);
    if (!found) return;
    this.shown = { key, word: found.word };
    this.suggestions = null;
    try {
      const { words } = await call('suggest_words', { language: this.language, word: found.word });
      if (this.shown?.key === key) this.suggestions = words;
    } catch (error) {
      open.problem = asProblem(error);
    }
  }

  close(): void {
    this.shown = null;
  }

  /** Puts another word in its place, as one step. */
  take(word: string): void {
    const { shown } = this;
    this.close();
    if (shown) open.replaceMark('spelling', shown.key, word);
  }

  async know(): Promise<void> {
    const { shown } = this;
    this.close();
    if (!shown) return;
    try {
      await call('know_word', { language: this.language, word: shown.word });
      this.#known.set(`${this.language} ${shown.word}`, true);
      this.added = shown.word;
      announcer.say(t.spelling.added(shown.word));
      await this.look(open.body);
    } catch (error) {
      open.problem = asProblem(error);
    }
  }

  async forgetAdded(): Promise<void> {
    const word = this.added;
    this.added = null;
    if (word === null) return;
    try {
      await call('forget_word', { language: this.language, word });
      this.#known.delete(`${this.language} ${word}`);
      await this.look(open.body);
    } catch (error) {
      open.problem = asProblem(error);
    }
  }

  /** F7: the next word that is not known, behind the cursor's block or from the top. */
  next(from: { block: number; offset: number }): void {
    const { unknown } = this;
    if (unknown.length === 0) {
      announcer.say(this.hasDictionary === false ? t.spelling.none : t.spelling.allKnown);
      return;
    }
    const next = unknown.find(({ block, start }) => block > from.block || (block === from.block && start >= from.offset)) ?? unknown[0]!;
    open.focusLine(next.block, next.line, next);
    announcer.say(t.spelling.unknown(next.word));
    void this.show(next.key);
  }
}

export const spelling = new Spelling();

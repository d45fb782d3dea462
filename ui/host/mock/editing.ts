import type { HistoryChange } from '../bindings/HistoryChange.ts';
import type { HistoryView } from '../bindings/HistoryView.ts';
import type { OfRelease } from '../bindings/OfRelease.ts';
import type { OfSnapshot } from '../bindings/OfSnapshot.ts';
import type { SnapshotView } from '../bindings/SnapshotView.ts';
import type { Snapshots } from '../bindings/Snapshots.ts';
import type { Suggestions } from '../bindings/Suggestions.ts';
import type { WordRequest } from '../bindings/WordRequest.ts';
import type { WordsRequest } from '../bindings/WordsRequest.ts';
import type { WordsView } from '../bindings/WordsView.ts';
import type { Kept } from './desk.ts';
import { problem } from './times.ts';

/** What the mock keeps of a release's past. */
export class MockEditing {
  #histories = new Map<string, HistoryView>();
  #words = new Set<string>();
  #snapshots = new Map<string, SnapshotView[]>();

  keep(id: string, { first, keep, position, steps }: HistoryChange): void {
    const kept = this.#histories.get(id) ?? { first, position, steps: [] };
    const stay = kept.steps.slice(Math.max(0, first - kept.first), Math.max(0, keep - kept.first));
    this.#histories.set(id, { first, position, steps: [...stay, ...steps] });
  }

  verbs(
    get: (id: string) => Kept,
    now: () => number,
  ): {
    history: (of: OfRelease) => HistoryView;
    snapshots: (of: OfRelease) => Snapshots;
    keep_snapshot: (of: OfRelease) => Snapshots;
    open_snapshot: (of: OfSnapshot) => SnapshotView;
    check_words: (of: WordsRequest) => WordsView;
    suggest_words: (of: WordRequest) => Suggestions;
    know_word: (of: WordRequest) => null;
    forget_word: (of: WordRequest) => null;
  } {
    const all = (id: string): SnapshotView[] => {
      const { planned } = get(id);
      const kept = this.#snapshots.get(id) ?? [];
      if (!planned) return kept;
      const row = { key: 'planned-1', kind: 'current' as const, at: planned.at, wordCount: 413 };
      return [...kept, { row, release: planned.release }];
    };
    const snapshots = ({ id }: OfRelease): Snapshots => ({ rows: all(id).map(({ row }) => row).reverse() });
    return {
      history: ({ id }) => this.#histories.get(id) ?? { first: 0, position: 0, steps: [] },
      snapshots,
      keep_snapshot: ({ id }) => {
        const kept = this.#snapshots.get(id) ?? [];
        const row = {
          key: `kept-${kept.length + 1}`,
          kind: 'kept' as const,
          at: new Date(now()).toISOString(),
          wordCount: 413,
        };
        this.#snapshots.set(id, [...kept, { row, release: structuredClone(get(id).release) }]);
        return snapshots({ id });
      },
      open_snapshot: ({ id, key }) => {
        const found = all(id).find(({ row }) => row.key === key);
        if (!found)
          throw problem('snapshot.unknown', 'Diese Fassung gibt es nicht mehr.', 'Wählen Sie in der Liste eine andere.');
        return found;
      },
      // This one knows all words but those that are spelt »falsch…«.
      check_words: ({ words }) => ({
        hasDictionary: true,
        unknown: words.filter((word) => word.toLowerCase().startsWith('falsch') && !this.#words.has(word)),
      }),
      suggest_words: ({ word }) => ({ words: [word.replace(/^falsch/i, 'richtig'), 'Richtiges'] }),
      know_word: ({ word }) => {
        this.#words.add(word);
        return null;
      },
      forget_word: ({ word }) => {
        this.#words.delete(word);
        return null;
      },
    };
  }
}

import type { IconName } from '../kern/Icon.svelte';
import type { FoundRelease } from '../host/bindings/FoundRelease.ts';
import type { ReleaseRow } from '../host/bindings/ReleaseRow.ts';
import type { Run } from '../host/bindings/Run.ts';
import type { SearchView } from '../host/bindings/SearchView.ts';
import type { Lane } from '../host/bindings/Lane.ts';
import type { State } from '../host/bindings/State.ts';
import type { TextBlockRow } from '../host/bindings/TextBlockRow.ts';
import { shortName } from '../overview/sentence.ts';
import { t } from '../text/index.ts';
import { near } from '../text/time.ts';
import { oneLine } from '../text/words.ts';
import { gate } from '../timetable/lanes.ts';

/** A line of the list, and what Enter does there. */
export interface Hit {
  key: string;
  title: Run[];
  detail: Run[];
  aside: string;
  /** Aside is a chord of keys. */
  keys?: boolean;
  sign:
    | { kind: 'state'; state: State; lanes: Lane[] }
    | { kind: 'photo'; original: string }
    | { kind: 'icon'; icon: IconName };
  act: () => void;
}

export interface Group {
  name: string;
  hits: Hit[];
}

/** What the hits lead to. */
export interface Ways {
  release: (id: string) => void;
  photo: (release: string, original: string) => void;
  search: (words: string) => void;
  newRelease: () => void;
  overview: () => void;
  channels: () => void;
  options: () => void;
  help: () => void;
  /** Nothing where no release is in front. */
  handOn: (() => void) | null;
  stop: (id: string) => void;
  textBlock: (row: TextBlockRow) => void;
}

const plain = (text: string): Run[] => (text === '' ? [] : [{ text, isSought: false }]);

function when(found: FoundRelease, now: number): string {
  const [text] = found.lanes;
  if (!text) return '';
  const since = text.publicSince === null ? null : Date.parse(text.publicSince);
  if (text.state === 'public' && since !== null) return t.search.since(near(since, now));
  const at = gate(text);
  return at !== null && (text.state === 'locked' || text.state === 'pending') ? t.search.lockedUntil(near(at, now)) : '';
}

/** Whether each of the words begins one of those. */
function fits(words: string, text: string): boolean {
  const split = (all: string): string[] => all.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const there = split(text);
  return split(words).every((word) => there.some((other) => other.startsWith(word)));
}

/** The text blocks that one may mean by these words, by their shortcut or what they say. */
function textBlockHits(words: string, rows: TextBlockRow[], ways: Ways): Hit[] {
  if (words.trim() === '') return [];
  return rows
    .filter((row) => fits(words, `${t.textBlocks.sought} ${row.shortcut} ${row.words}`))
    .map((row) => ({
      key: `text block ${row.number}`,
      title: plain(t.textBlocks.insertHit(row.shortcut)),
      detail: plain(oneLine(row.filled)),
      aside: '',
      sign: { kind: 'icon', icon: 'block' },
      act: () => ways.textBlock(row),
    }));
}

/** The commands that one may mean by these words. */
function commands(words: string, planned: ReleaseRow[], ways: Ways): Hit[] {
  const all: (Omit<Hit, 'key' | 'title' | 'detail' | 'sign'> & { title: string; detail: string; icon: IconName })[] = [
    {
      title: t.search.newRelease,
      detail: '',
      aside: t.search.newKeys,
      keys: true,
      icon: 'plus',
      act: ways.newRelease,
    },
    ...planned.map((row) => ({
      title: t.search.stop(shortName(row.headline || t.frame.untitled)),
      detail: t.search.stopHint,
      aside: planned.length === 1 ? t.search.stopKeys : '',
      keys: planned.length === 1,
      icon: 'pause' as const,
      act: () => ways.stop(row.id),
    })),
    { title: t.frame.overview, detail: '', aside: t.search.overviewKeys, keys: true, icon: 'overview', act: ways.overview },
    { title: t.channels.title, detail: '', aside: '', icon: 'globe', act: ways.channels },
    { title: t.letterheads.options, detail: '', aside: '', icon: 'sliders', act: ways.options },
    ...(ways.handOn ? [{ title: t.bundle.command, detail: '', aside: '', icon: 'outside' as const, act: ways.handOn }] : []),
    { title: t.help.title, detail: '', aside: t.help.keys, keys: true, icon: 'help', act: ways.help },
  ];
  return all
    .filter(({ title }) => fits(words, title))
    .map(({ title, detail, icon, ...rest }) => ({
      ...rest,
      key: `command ${title}`,
      title: plain(title),
      detail: plain(detail),
      sign: { kind: 'icon', icon },
    }));
}

/** Everything the list shows, group by group; groups without hits are left out. */
export function groups(
  words: string,
  view: SearchView,
  planned: ReleaseRow[],
  now: number,
  ways: Ways,
  textBlocks: TextBlockRow[] = [],
): Group[] {
  const all: Group[] = [
    {
      name: t.search.releases,
      hits: view.releases.map((found) => ({
        key: `release ${found.id}`,
        title: found.headline.length > 0 ? found.headline : plain(t.frame.untitled),
        detail: found.excerpt,
        aside: when(found, now),
        sign: { kind: 'state', state: found.state, lanes: found.lanes },
        act: () => ways.release(found.id),
      })),
    },
    {
      name: t.search.photos,
      hits: view.photos.map((found) => ({
        key: `photo ${found.release} ${found.original}`,
        title: found.fileName,
        detail: found.excerpt.length > 0 ? found.excerpt : plain(shortName(found.headline || t.frame.untitled)),
        aside: shortName(found.headline || t.frame.untitled, 28),
        sign: { kind: 'photo', original: found.original },
        act: () => ways.photo(found.release, found.original),
      })),
    },
    {
      name: t.search.persons,
      hits: view.persons.map((found) => ({
        key: `person ${found.words}`,
        title: found.name,
        detail: plain(t.search.onPhotos(found.photos, found.releases)),
        aside: '',
        sign: { kind: 'icon', icon: 'person' },
        act: () => ways.search(found.words),
      })),
    },
    { name: t.textBlocks.title, hits: textBlockHits(words, textBlocks, ways) },
    { name: t.search.commands, hits: commands(words, planned, ways) },
  ];
  return all.filter(({ hits }) => hits.length > 0);
}

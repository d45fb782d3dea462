import type { DueInput } from '../bindings/DueInput.ts';
import type { Due } from '../bindings/Due.ts';
import type { Evidence } from '../bindings/Evidence.ts';
import type { JournalEntry } from '../bindings/JournalEntry.ts';
import type { JournalEvent } from '../bindings/JournalEvent.ts';
import type { Lane } from '../bindings/Lane.ts';
import type { LaneItem } from '../bindings/LaneItem.ts';
import type { PhotoView } from '../bindings/PhotoView.ts';
import type { PhotoPromise } from '../bindings/PhotoPromise.ts';
import type { Release } from '../bindings/Release.ts';
import type { LookView } from '../bindings/LookView.ts';
import type { Proof } from '../bindings/Proof.ts';
import type { ReleaseView } from '../bindings/ReleaseView.ts';
import type { SlotInput } from '../bindings/SlotInput.ts';
import type { State } from '../bindings/State.ts';
import type { Verdict } from '../bindings/Verdict.ts';
import { wordsOf } from '../../releases/body.ts';
import { parts } from '../../timetable/phases.ts';
import { check, fulfilled } from './checks.ts';
import { civilTime, problem } from './times.ts';

/** What the fake desk keeps of a release. */
export interface Kept {
  release: Release;
  savedAt: string;
  planned: { release: Release; at: string; generation: number } | null;
  photos: PhotoView[];
  signal: number | null;
  ended: 'stopped' | 'withdrawn' | null;
  held: Set<string>;
  /** What was public when it was stopped, by item. */
  open: Map<string, string>;
  journal: JournalEntry[];
  unattended: Set<string>;
}

export function keep(release: Release, now: number): Kept {
  const savedAt = new Date(now).toISOString();
  return {
    release,
    savedAt,
    planned: null,
    photos: [],
    signal: null,
    ended: null,
    held: new Set(),
    open: new Map(),
    journal: [{ at: savedAt, event: 'created', item: null, words: null }],
    unattended: new Set(),
  };
}

export function note(kept: Kept, now: number, event: JournalEvent, item: LaneItem | null = null, words: string | null = null): void {
  kept.journal.unshift({ at: new Date(now).toISOString(), event, item, words });
}

export function lanes(kept: Kept, now: number): Lane[] {
  const release = kept.planned?.release ?? kept.release;
  const all = parts(release);
  const items =
    all.length > 0 ? all : [{ moment: null, slot: null }, ...release.photos.map((slot) => ({ moment: null, slot }))];
  return items.map(({ moment, slot }): Lane => {
    const item: LaneItem = slot ? { kind: 'photo', slot: slot.id, label: slot.label } : { kind: 'text' };
    const key = slot?.id ?? 'text';
    const due =
      moment === null
        ? null
        : moment.kind === 'at'
          ? moment.at
          : kept.signal === null
            ? null
            : kept.signal + moment.after * 60_000;
    const opens =
      due !== null &&
      due <= now &&
      kept.planned !== null &&
      (slot === null || slot.photo !== null) &&
      !kept.held.has(key) &&
      kept.ended === null;
    if (opens && !kept.open.has(key)) {
      kept.open.set(key, new Date(due + 12).toISOString());
      kept.journal.unshift({ at: new Date(due + 12).toISOString(), event: 'wentPublic', item, words: null });
    }
    const isOpen = kept.open.has(key) && kept.ended !== 'withdrawn';
    const state =
      kept.ended === 'withdrawn'
        ? 'withdrawn'
        : isOpen
          ? 'public'
          : kept.planned === null
            ? 'draft'
            : kept.ended === 'stopped'
              ? 'stopped'
              : kept.held.has(key)
                ? 'held'
                : slot && slot.photo === null
                  ? 'reserved'
                  : 'locked';
    return {
      item,
      state,
      opening:
        moment === null
          ? null
          : moment.kind === 'at'
            ? { kind: 'at', utc: new Date(moment.at).toISOString() }
            : { kind: 'signal', afterMinutes: moment.after, notBefore: null },
      due: due === null ? null : new Date(due).toISOString(),
      publicSince: isOpen ? (kept.open.get(key) ?? null) : null,
      approximate: slot?.approximate ?? false,
    };
  });
}

export function stateOf(kept: Kept, shown: Lane[]): State {
  if (kept.ended === 'withdrawn') return 'withdrawn';
  if (shown[0]?.state === 'public') return 'live';
  if (kept.ended === 'stopped') return 'stopped';
  return kept.planned ? 'scheduled' : 'draft';
}

export function changes(kept: Kept): number {
  if (!kept.planned) return 0;
  const { release: then } = kept.planned;
  const now = kept.release;
  return (Object.keys(now) as (keyof Release)[]).filter(
    (key) => JSON.stringify(now[key]) !== JSON.stringify(then[key]),
  ).length;
}

export function view(kept: Kept, now: number): ReleaseView {
  const shown = lanes(kept, now);
  const findings = check(kept.release, kept.planned ? 0 : now);
  const photos = kept.photos.map((photo) => ({
    ...photo,
    slot: kept.release.photos.find((slot) => slot.photo?.original === photo.original)?.id ?? null,
  }));
  return structuredClone({
    release: kept.release,
    state: stateOf(kept, shown),
    isStopQueued: false,
    savedAt: kept.savedAt,
    lanes: shown,
    promises: promises(kept, now),
    versions: [],
    unattended: [...kept.unattended],
    findings,
    fulfilled: fulfilled(findings),
    planned: kept.planned && {
      versionAt: kept.planned.at,
      changes: changes(kept),
      pageUrl: 'http://127.0.0.1:8080/2026/kooperation',
      generation: kept.planned.generation,
    },
    photos,
    wordCount: wordsOf(kept.release.body).split(/\s+/).filter(Boolean).length,
  });
}

/** The photos that were announced and are not planned. */
export function promises(kept: Kept, now: number): PhotoPromise[] {
  return lanes(kept, now).flatMap((lane): PhotoPromise[] => {
    const { item } = lane;
    if (item.kind !== 'photo' || lane.state !== 'reserved') return [];
    const slot = kept.release.photos.find((other) => other.id === item.slot);
    const left = lane.due === null ? null : Date.parse(lane.due) - now;
    return [
      {
        slot: item.slot,
        label: item.label,
        words: slot?.pendingWords ?? '',
        due: lane.due,
        stage: left === null || left > 300_000 ? 'waiting' : left > 0 ? 'soon' : 'over',
        photo: slot?.photo ? 'ready' : 'missing',
        unattended: kept.unattended.has(item.slot),
      },
    ];
  });
}

export function due(input: DueInput): Due | null {
  switch (input.kind) {
    case 'none':
      return null;
    case 'at':
      return { kind: 'at', ...civilTime(input.time) };
    case 'onSignal':
      if (input.words.trim() === '')
        throw problem(
          'signal.words_missing',
          'Es fehlt, worauf die Meldung wartet.',
          'Schreiben Sie zum Beispiel »Redebeginn«.',
        );
      return {
        kind: 'onSignal',
        words: input.words,
        expected: input.expected && civilTime(input.expected),
        notBefore: input.notBefore && civilTime(input.notBefore),
      };
  }
}

export function setSlot(release: Release, input: SlotInput): Release {
  const photos = release.photos.map((slot) =>
    slot.id === input.slot
      ? {
          ...slot,
          label: input.label,
          approximate: input.approximate,
          pendingWords: input.pendingWords,
          time: input.time.kind === 'at' ? { kind: 'at' as const, time: civilTime(input.time.time) } : input.time,
        }
      : slot,
  );
  const changed = { ...release, photos };
  const [text, ...others] = parts(changed);
  const early = others.find(
    (part) => text?.moment.kind === 'at' && part.moment.kind === 'at' && part.moment.at < text.moment.at,
  );
  if (early)
    throw problem(
      'timetable.photo_before_release',
      `Das Foto »${early.slot?.label ?? ''}« wäre vor der Meldung öffentlich.`,
      'Wählen Sie für das Foto eine spätere Zeit.',
    );
  return changed;
}

function proof(lane: Lane, now: number): Proof {
  const planned = lane.due === null ? null : Date.parse(lane.due);
  const look = (minutesBefore: number, verdict: Verdict): LookView[] => {
    const at = (planned ?? Infinity) - minutesBefore * 60_000;
    if (at > now) return [];
    const due = new Date(at).toISOString();
    const asked = [{ what: 'list' as const, url: 'http://127.0.0.1:8080/', status: 200, verdict }];
    return [{ minutesBefore, due, lookedAt: due, verdict, asked, sha256: null }];
  };
  return {
    item: lane.item,
    planned: lane.due,
    onSignal: lane.opening?.kind === 'signal',
    signalAt: lane.opening?.kind === 'signal' ? lane.due : null,
    waiting: [],
    firstPublic: lane.publicSince ? { at: lane.publicSince, knownBy: 'outside', lateMs: 12 } : null,
    newsroomSince: lane.publicSince,
    before: [60, 10, 1].flatMap((minutes) => look(minutes, 'locked')),
    after: look(0, 'matches')[0] ?? null,
  };
}

export function evidence(kept: Kept, now: number): Evidence {
  const shown = kept.planned ? lanes(kept, now) : [];
  const outputs = (item: LaneItem): string[] =>
    item.kind === 'text' ? ['page', 'feed'] : ['print', 'web', 'preview'];
  return structuredClone({
    pageUrl: kept.planned ? 'http://127.0.0.1:8080/2026/kooperation' : null,
    rows: shown.flatMap((lane) =>
      outputs(lane.item).map((output) => ({
        item: lane.item,
        output,
        url: `http://127.0.0.1:8080/2026/kooperation${output === 'page' ? '' : `/${output}`}`,
        planned: lane.due,
        publicSince: lane.publicSince,
        lateMs: lane.publicSince ? 12 : null,
        checkedAt: new Date(now - 20_000).toISOString(),
        check: lane.publicSince ? ('matches' as const) : ('locked' as const),
        sha256: lane.publicSince ? '7c1e5b0d'.repeat(8) : null,
      })),
    ),
    proofs: shown.map((lane) => proof(lane, now)),
    journal: kept.journal,
    pendingWords: kept.release.photos
      .filter(
        (slot) => shown.find((lane) => lane.item.kind === 'photo' && lane.item.slot === slot.id)?.state !== 'public',
      )
      .map((slot) => slot.pendingWords)
      .filter(Boolean),
    withoutDocument: false,
  });
}

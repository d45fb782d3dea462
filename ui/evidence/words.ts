import type { Evidence } from '../host/bindings/Evidence.ts';
import type { EvidenceRow } from '../host/bindings/EvidenceRow.ts';
import type { JournalEntry } from '../host/bindings/JournalEntry.ts';
import type { Lane } from '../host/bindings/Lane.ts';
import type { LaneItem } from '../host/bindings/LaneItem.ts';
import type { LookView } from '../host/bindings/LookView.ts';
import type { Proof } from '../host/bindings/Proof.ts';
import { t } from '../text/index.ts';
import { deviation, seconds } from '../text/time.ts';
import { sameItem } from '../timetable/lanes.ts';

/** The rows of one item, with its lane where there is one. */
export interface ItemRows {
  item: LaneItem;
  lane: Lane | undefined;
  proof: Proof | undefined;
  rows: EvidenceRow[];
}

export function byItem({ rows, proofs }: Evidence, lanes: Lane[]): ItemRows[] {
  const groups: ItemRows[] = [];
  for (const row of rows) {
    const group = groups.find((other) => sameItem(other.item, row.item));
    if (group) group.rows.push(row);
    else
      groups.push({
        item: row.item,
        lane: lanes.find((lane) => sameItem(lane.item, row.item)),
        proof: proofs.find((proof) => sameItem(proof.item, row.item)),
        rows: [row],
      });
  }
  return groups;
}

export function what(item: LaneItem): string {
  return item.kind === 'text' ? t.say.text : t.say.photo;
}

/** "Meldung", "Foto »Bild von der Unterzeichnung«". */
export function itemTitle(item: LaneItem): string {
  return item.kind === 'text' ? t.evidence.tableTextPlain : t.evidence.tablePhotoPlain(item.label);
}

/** "Vor dem Signal 4-mal von außen geprüft, zuletzt 16:50:00 Uhr; nichts abrufbar"; empty where nobody had to look. */
export function waited(looks: LookView[]): string {
  const made = looks.filter((look) => look.verdict !== 'missed' && look.verdict !== 'unreachable');
  const missed = looks.length - made.length;
  const last = made.at(-1)?.lookedAt;
  if (!last) return missed > 0 ? t.proof.waitedNever : '';
  const clean = made.every((look) => look.verdict === 'locked') ? t.proof.waitedClean : '';
  const found = made.filter((look) => look.verdict !== 'locked').map((look) => `; ${t.proof.verdicts[look.verdict]}`);
  const gaps = missed > 0 ? t.proof.waitedGaps(missed) : '';
  return `${t.proof.waited(made.length, seconds(last))}${clean}${[...new Set(found)].join('')}${gaps}`;
}

/** "0,4 s", "2 min 5 s". */
export function lateness(ms: number): string {
  return ms < 50 ? t.proof.underTenth : deviation(ms);
}

export function eventWords(entry: JournalEntry): string {
  const event = t.evidence.events[entry.event];
  if (entry.words !== null) return `${event}: ${entry.words}`;
  if (entry.item === null) return event;
  const name =
    entry.item.kind === 'text'
      ? t.lane.text
      : entry.item.label
        ? t.evidence.tablePhotoPlain(entry.item.label)
        : t.lane.photo;
  return entry.event === 'wentPublic' ? t.evidence.wentPublic(name) : t.evidence.eventOf(name, event);
}

/** "127.0.0.1:8080/2023/kooperation". */
export function plainUrl(url: string): string {
  return url.replace(/^https?:\/\//, '');
}

/** "7c1e…09af". */
export function shortSum(sum: string): string {
  return `${sum.slice(0, 4)}…${sum.slice(-4)}`;
}

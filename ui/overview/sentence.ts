import type { Lane } from '../host/bindings/Lane.ts';
import type { ReleaseRow } from '../host/bindings/ReleaseRow.ts';
import { awaitsSignal, gate } from '../timetable/lanes.ts';

/** The next thing that becomes public. */
export interface Next {
  row: ReleaseRow;
  lane: Lane;
  at: number;
}

const waiting = (lane: Lane): boolean => lane.state === 'locked' || lane.state === 'pending';

export function next(rows: ReleaseRow[], now: number): Next | null {
  const all = rows.flatMap((row) =>
    row.lanes.flatMap((lane) => {
      const at = gate(lane);
      return waiting(lane) && at !== null && at > now ? [{ row, lane, at }] : [];
    }),
  );
  return all.sort((one, other) => one.at - other.at)[0] ?? null;
}

/** The first announced photo that is not there; only what is still to come. */
export function gap(rows: ReleaseRow[], now: number): Next | null {
  const all = rows.flatMap((row) =>
    row.lanes.flatMap((lane) => {
      const at = gate(lane);
      return lane.state === 'reserved' && at !== null && at > now - 3_600_000 ? [{ row, lane, at }] : [];
    }),
  );
  return all.sort((one, other) => one.at - other.at)[0] ?? null;
}

export function waitingForSignal(rows: ReleaseRow[]): ReleaseRow | null {
  return (
    rows.find((row) => row.lanes.some((lane) => waiting(lane) && lane.item.kind === 'text' && awaitsSignal(lane))) ??
    null
  );
}

/** The releases on the day's Zeitplan: what is planned for the next day, and what became public lately. */
export function today(rows: ReleaseRow[], now: number): ReleaseRow[] {
  const HOUR = 3_600_000;
  const near = rows.filter((row) =>
    row.lanes.some((lane) => {
      if (lane.state === 'draft' || lane.state === 'withdrawn') return false;
      const at = gate(lane);
      return at === null ? awaitsSignal(lane) : at > now - 2 * HOUR && at < now + 16 * HOUR;
    }),
  );
  const first = (row: ReleaseRow): number =>
    Math.min(...row.lanes.map((lane) => gate(lane) ?? Number.MAX_SAFE_INTEGER));
  return near.sort((one, other) => first(one) - first(other));
}

/** Whether all items of a release open together, so that one row says it. */
export function joined(row: ReleaseRow): boolean {
  const [first, ...others] = row.lanes;
  return (
    first !== undefined &&
    others.length > 0 &&
    others.every((lane) => lane.state === first.state && gate(lane) === gate(first))
  );
}

/** A headline for a sentence or for a narrow place: up to its first full thought. */
export function shortName(headline: string, longest = 44): string {
  if (headline.length <= longest) return headline;
  const cut = headline.slice(0, longest);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > longest / 2 ? space : longest)}\u00a0…`;
}

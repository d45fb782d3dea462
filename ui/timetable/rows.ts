import type { Lane } from '../host/bindings/Lane.ts';
import type { State } from '../host/bindings/State.ts';
import { gate } from './lanes.ts';

/** The lanes of one release on the Zeitplan. */
export interface Group {
  /** The release; left out where there is only one. */
  name?: string;
  state?: State;
  lanes: Lane[];
  /** All lanes open together and stand in one row. */
  joined?: boolean;
}

export interface Row {
  group: Group;
  lane: Lane;
}

/** More lanes than this are not drawn unless somebody asks for them: squeezed, none could be read. */
export const MOST = 10;

export function rowsOf(group: Group): Row[] {
  return (group.joined ? group.lanes.slice(0, 1) : group.lanes).map((lane) => ({ group, lane }));
}

/** Which rows are drawn, in their order: first what is still to come, the next before the later, then the latest. */
export function drawn(groups: Group[], now: number, most = MOST): { groups: Row[][]; left: Row[] } {
  const all = groups.flatMap(rowsOf);
  const urgency = ({ lane }: Row): [number, number] => {
    const at = gate(lane);
    const isOver = lane.state === 'public' || lane.state === 'withdrawn';
    return isOver ? [1, now - (at ?? 0)] : [0, at ?? now];
  };
  const sorted = all
    .map((row, index) => ({ row, index, rank: urgency(row) }))
    .sort((one, other) => one.rank[0] - other.rank[0] || one.rank[1] - other.rank[1] || one.index - other.index)
    .map(({ row }) => row);
  const kept = new Set(sorted.slice(0, most));
  const rows = groups.map((group) => all.filter((row) => row.group === group && kept.has(row)));
  return { groups: rows.filter((group) => group.length > 0), left: all.filter((row) => !kept.has(row)) };
}

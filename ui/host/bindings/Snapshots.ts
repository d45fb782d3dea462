import type { SnapshotRow } from "./SnapshotRow";
export type Snapshots = { rows: Array<SnapshotRow>, };

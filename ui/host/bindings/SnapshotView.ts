import type { Release } from "./Release";
import type { SnapshotRow } from "./SnapshotRow";
export type SnapshotView = { row: SnapshotRow, release: Release, };

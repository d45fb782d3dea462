import type { SnapshotKind } from "./SnapshotKind";
export type SnapshotRow = { key: string, kind: SnapshotKind, at: string, wordCount: number, };

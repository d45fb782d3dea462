export type SnapshotKind = "kept" | "planned" | "current";

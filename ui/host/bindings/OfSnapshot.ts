import type { ReleaseId } from "./ReleaseId";
export type OfSnapshot = { id: ReleaseId, key: string, };

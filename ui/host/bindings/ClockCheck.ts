export type ClockCheck = { synced: boolean, deviationMs: number, uncertaintyMs: number, };

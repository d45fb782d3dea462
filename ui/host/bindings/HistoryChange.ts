export type HistoryChange = { first: number, keep: number, position: number, steps: Array<string>, };

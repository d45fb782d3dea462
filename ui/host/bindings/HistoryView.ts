export type HistoryView = { first: number, position: number, steps: Array<string>, };

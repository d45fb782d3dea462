export type OutsideCheck = { tried: number, open: number, };

export type HeldCheck = { complete: number, expected: number, };

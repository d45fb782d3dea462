export type Suggestions = { words: Array<string>, };

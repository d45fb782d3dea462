export type WordsView = { hasDictionary: boolean, unknown: Array<string>, };

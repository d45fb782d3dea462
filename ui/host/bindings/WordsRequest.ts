import type { Language } from "./Language";
export type WordsRequest = { language: Language, words: Array<string>, };

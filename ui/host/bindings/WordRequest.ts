import type { Language } from "./Language";
export type WordRequest = { language: Language, word: string, };

import { de } from './de.ts';

/** Every visible text. Another language is another file of this type. */
export type Catalogue = typeof de;

export const t: Catalogue = de;

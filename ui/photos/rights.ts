import type { Caption } from '../host/bindings/Caption.ts';

/** The fields that tell of rights. What changes them, and what needs a reason, the desk decides. */
export const rights = [
  'creator',
  'credit',
  'copyright',
  'usageTerms',
  'webStatement',
  'licensor',
  'licensorUrl',
] as const;

export type Right = (typeof rights)[number];

export function isRight(field: string): field is Right {
  return (rights as readonly string[]).includes(field);
}

/** What the file says in a field where the form says something else, or nothing; otherwise `null`. */
export function otherInFile(field: string, caption: Caption, fromFile: Caption): string | null {
  if (!isRight(field)) return null;
  const before = fromFile[field].trim();
  return before === '' || before === caption[field].trim() ? null : before;
}

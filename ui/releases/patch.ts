import type { Block } from '../host/bindings/Block.ts';
import type { Body } from '../host/bindings/Body.ts';
import { sameBlock } from './body.ts';

/** Blocks that took the place of others: what changed of a body, and no more. */
export interface Patch {
  at: number;
  removed: Block[];
  inserted: Block[];
}

export function patchBetween(before: Body, after: Body): Patch {
  const [one, other] = [before.content, after.content];
  const least = Math.min(one.length, other.length);
  let start = 0;
  while (start < least && sameBlock(one[start]!, other[start]!)) start += 1;
  let end = 0;
  while (end < least - start && sameBlock(one[one.length - 1 - end]!, other[other.length - 1 - end]!)) end += 1;
  return {
    at: start,
    removed: before.content.slice(start, before.content.length - end),
    inserted: after.content.slice(start, after.content.length - end),
  };
}

/** The body with `put` in the place of `taken`; nothing where something else stands there by now. */
function replaced(body: Body, at: number, taken: Block[], put: Block[]): Body | null {
  const there = body.content.slice(at, at + taken.length);
  if (there.length !== taken.length || there.some((block, index) => !sameBlock(block, taken[index]!))) return null;
  return { type: 'doc', content: [...body.content.slice(0, at), ...put, ...body.content.slice(at + taken.length)] };
}

export const forth = (body: Body, { at, removed, inserted }: Patch): Body | null => replaced(body, at, removed, inserted);
export const back = (body: Body, { at, removed, inserted }: Patch): Body | null => replaced(body, at, inserted, removed);

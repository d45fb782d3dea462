import type { Transaction } from '@tiptap/pm/state';

import { APART } from './typing/typing.ts';

/** Tells whether an edit goes on where the last one ended, as typing does. */
export class Strokes {
  /** Where the last edit was, in the document as it was left. */
  #last: { from: number; to: number } | null = null;

  isApart(transaction: Transaction): boolean {
    let from = Infinity;
    let to = -Infinity;
    let touches = false;
    const { maps } = transaction.mapping;
    for (const [index, map] of maps.entries()) {
      map.forEach((oldFrom, oldTo, newFrom, newTo) => {
        const last = this.#last;
        if (last && oldFrom <= last.to && oldTo >= last.from) touches = true;
        const later = transaction.mapping.slice(index + 1);
        from = Math.min(from, later.map(newFrom, -1));
        to = Math.max(to, later.map(newTo, 1));
      });
    }
    this.#last = from <= to ? { from, to } : null;
    const isOwn = transaction.getMeta(APART) === true || transaction.getMeta('uiEvent') !== undefined;
    // What follows a correction or a paste begins anew, too.
    if (isOwn) this.#last = null;
    return isOwn || !touches;
  }

  forget(): void {
    this.#last = null;
  }
}

import { expect, test } from 'vitest';

import type { Body } from '../host/bindings/Body.ts';
import type { HistoryView } from '../host/bindings/HistoryView.ts';
import { History, MOST } from './history.ts';
import { back, forth, patchBetween } from './patch.ts';

interface Fields {
  headline: string;
  place: string;
}

const body = (...lines: string[]): Body => ({
  type: 'doc',
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

/** What a desk keeps of what it is handed. */
class Kept {
  first = 0;
  position = 0;
  steps: string[] = [];

  put(history: History<Fields>): void {
    const change = history.take();
    if (!change) return;
    const all = [...this.steps.slice(0, Math.max(0, change.keep - this.first)), ...change.steps];
    this.steps = all.slice(all.length - (change.keep + change.steps.length - change.first));
    this.first = change.first;
    this.position = change.position;
  }

  view(): HistoryView {
    return { first: this.first, position: this.position, steps: this.steps };
  }
}

test('typing without a pause is one step, a pause and another place begin another', () => {
  const history = new History<Fields>();
  history.body(body('a'), body('ab'), 0, false);
  history.body(body('ab'), body('abc'), 100, false);
  history.body(body('abc'), body('abcd'), 900, false);
  history.body(body('abcd'), body('abcde'), 950, true);
  expect([history.undo()?.body?.removed, history.undo()?.body?.removed, history.undo()?.body?.removed]).toEqual([
    body('abcd').content,
    body('abc').content,
    body('a').content,
  ]);
  expect(history.undo()).toBe(undefined);
});

test('a field keeps what it alone changed', () => {
  const history = new History<Fields>();
  history.field('headline', { headline: 'a', place: 'x' }, { headline: 'ab', place: 'x' }, 0);
  history.field('headline', { headline: 'ab', place: 'x' }, { headline: 'abc', place: 'x' }, 10);
  expect(history.undo()?.fields).toEqual({ before: { headline: 'a' }, after: { headline: 'abc' } });
});

test('what the desk keeps is always what the window has, however it came about', () => {
  let seed = 3;
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const history = new History<Fields>();
  const kept = new Kept();
  let now = body('');
  let at = 0;
  for (let round = 0; round < 900; round += 1) {
    at += next(700);
    const chance = next(10);
    if (chance < 6) {
      const lines = now.content.map((block) => (block.type === 'paragraph' ? (block.content[0]?.text ?? '') : ''));
      lines.splice(next(lines.length + 1), next(2), `${round}`);
      const after = body(...lines);
      history.body(now, after, at, next(4) === 0);
      now = after;
    } else if (chance < 8) {
      const patch = history.undo()?.body;
      if (patch) now = back(now, patch) ?? now;
    } else {
      const patch = history.redo()?.body;
      if (patch) now = forth(now, patch) ?? now;
    }
    if (next(5) === 0) history.untake();
    if (next(25) === 0) {
      kept.put(history);
      const again = new History<Fields>();
      again.load(kept.view());
      expect([again.canUndo, again.canRedo]).toEqual([history.canUndo, history.canRedo]);
      // All the way back and forth again leads to what stands there.
      let sheet = now;
      let steps = 0;
      for (let step = again.undo(); step; step = again.undo(), steps += 1) {
        const before = back(sheet, step.body!);
        expect(before).not.toBe(null);
        sheet = before!;
      }
      expect(steps).toBeLessThanOrEqual(MOST);
      for (; steps > 0; steps -= 1) sheet = forth(sheet, again.redo()!.body!)!;
      expect(sheet).toEqual(now);
    }
  }
});

test('a step that cannot be read is left with all before it', () => {
  const history = new History<Fields>();
  const step = JSON.stringify({ name: 'body', at: 0, body: { at: 0, removed: [], inserted: [] } });
  history.load({ first: 4, position: 7, steps: [step, 'kaputt', step] });
  expect(history.undo()).toBeDefined();
  expect(history.undo()).toBe(undefined);
});

test('a patch is not put where something else stands by now', () => {
  const patch = patchBetween(body('a', 'b', 'c'), body('a', 'x', 'y', 'c'));
  expect(patch).toEqual({ at: 1, removed: body('b').content, inserted: body('x', 'y').content });
  expect(back(body('a', 'x', 'y', 'c', 'd'), patch)).toEqual(body('a', 'b', 'c', 'd'));
  expect(back(body('a', 'x', 'z', 'c'), patch)).toBe(null);
});

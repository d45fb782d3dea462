import { expect, test } from 'vitest';

import type { PreflightFinding } from '../host/bindings/PreflightFinding.ts';
import { asked, blocks, keyed, unsettled } from './findings.ts';

const finding: PreflightFinding = {
  code: 'text.mark_left',
  level: 'must',
  isFirm: false,
  place: { kind: 'line', block: 0, line: 0 },
  span: { start: 0, end: 3 },
  words: 'XXX',
  sentence: '»XXX« ist ein Platzhalter.',
  remedy: 'Ersetzen Sie ihn.',
  fixes: [],
  overridden: null,
};

test('what was set aside blocks no more and wants no look', () => {
  const settled = { ...finding, overridden: 'heißt so' };
  expect([blocks(finding), blocks(settled)]).toEqual([true, false]);
  expect(unsettled({ findings: [settled, finding] })).toEqual([finding]);
});

test('a rule that found two things was asked once', () => {
  expect(asked({ findings: [finding, finding], fulfilled: [{ code: 'body.missing', sentence: '' }] })).toBe(2);
});

test('two findings that read the same have keys of their own', () => {
  const [one, other] = keyed([finding, finding]);
  expect(one?.key).not.toBe(other?.key);
});

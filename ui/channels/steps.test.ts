import { expect, test } from 'vitest';

import type { NewsroomCheck } from '../host/bindings/NewsroomCheck.ts';
import { steps } from './steps.ts';

const good: NewsroomCheck = {
  checkedAt: '2023-11-21T15:40:12Z',
  problem: null,
  clock: { synced: true, deviationMs: 200, uncertaintyMs: 3 },
  held: { complete: 2, expected: 2 },
  outside: { tried: 8, open: 0 },
};
const says = (check: NewsroomCheck): string[] =>
  steps(check, 'newsroom.example', (ms) => `${ms} ms`).map(({ good: passed, what, words }) =>
    `${passed ? '+' : '-'} ${what}: ${words}`.replaceAll('\u00a0', ' '),
  );

test('a check that found nothing wrong tells what it looked at', () => {
  expect(says(good)).toEqual([
    '+ Anmeldung: angenommen, Fingerabdruck stimmt',
    '+ Uhr von newsroom.example: abgeglichen, Abweichung 200 ms',
    '+ Bereitliegendes: 2 von 2 vollständig, Empfang bestätigt',
    '+ Gesperrtes von außen gesucht: nichts abrufbar, 8 Adressen versucht',
  ]);
});

test('after a failure nothing is claimed', () => {
  const problem = { code: 'x', sentence: 'Abgewiesen.', nextStep: 'Fragen Sie.', choices: [] };
  expect(says({ ...good, problem, clock: null, held: null, outside: null })).toEqual([
    '- Anmeldung: Abgewiesen. Fragen Sie.',
  ]);
  expect(says({ ...good, problem, held: null, outside: null })[2]).toBe('- Bereitliegendes: Abgewiesen. Fragen Sie.');
});

test('what is missing, open or doubtful is told', () => {
  const bad = says({
    ...good,
    clock: { synced: false, deviationMs: 0, uncertaintyMs: 0 },
    held: { complete: 1, expected: 2 },
    outside: { tried: 8, open: 1 },
  });
  expect(bad.slice(1)).toEqual([
    '- Uhr von newsroom.example: nicht abgeglichen; alles bleibt gesperrt',
    '- Bereitliegendes: nur 1 von 2 vollständig',
    '- Gesperrtes von außen gesucht: 1 Adresse vor der Zeit abrufbar',
  ]);
});

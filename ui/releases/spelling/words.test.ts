import { expect, test } from 'vitest';

import { wordsIn } from './words.ts';

test('words are what a dictionary knows, with their places', () => {
  const text = 'Die Cyber- und Informationssicherheit, BSI-Präsidentin »geht’s« 17:30 Uhr';
  expect(wordsIn(text).map(({ word }) => word)).toEqual([
    'Die',
    'Cyber-',
    'und',
    'Informationssicherheit',
    'BSI-Präsidentin',
    "geht's",
    'Uhr',
  ]);
  for (const { word, start, end } of wordsIn(text)) expect(text.slice(start, end).replace('’', "'")).toBe(word);
});

test('addresses, abbreviations and what holds digits are left alone', () => {
  expect(wordsIn('presse@sk.sachsen.de https://example.org/Pfadd www.exampel.org CO2 A4 BSI DSGVO eGovernment kanzlei.example z. B.')).toEqual([]);
});

test('a word at the end of a sentence, and one in a bracket', () => {
  expect(wordsIn('Ende. (Klammer) Bürger:innen').map(({ word }) => word)).toEqual(['Ende', 'Klammer', 'Bürger', 'innen']);
});

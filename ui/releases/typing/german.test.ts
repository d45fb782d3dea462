import { expect, test } from 'vitest';

import type { Language } from '../../host/bindings/Language.ts';
import { correction } from './german.ts';

/** What stands there after each character was typed by itself. */
function typed(keys: string, language: Language = 'german'): string {
  let text = '';
  for (const key of keys) {
    text += key;
    const found = correction(text, language);
    if (found) text = text.slice(0, -found.length) + found.text;
  }
  return text;
}

test.each([
  ['"Guten Tag", sagte sie.', '»Guten Tag«, sagte sie.'],
  ['Er sagte: "Das "Haus" steht."', 'Er sagte: »Das ›Haus‹ steht.«'],
  ["Sie rief: \"Das ist 'so' gewollt.\"", 'Sie rief: »Das ist ›so‹ gewollt.«'],
  ["So geht's.", 'So geht’s.'],
  ["\"Er fragte 'wie geht's' und ging.\"", '»Er fragte ›wie geht’s‹ und ging.«'],
  ['("Erstens")', '(»Erstens«)'],
  ['ein 24"-Monitor', 'ein 24"-Monitor'],
])('quotation marks: %s', (keys, set) => expect(typed(keys)).toBe(set));

test.each([
  ['english', '"It\'s \'fine\'"', '“It’s ‘fine’”'],
  ['upperSorbian', '"Dobry dźeń"', '„Dobry dźeń“'],
  ['easyGerman', '"Hallo"', '»Hallo«'],
] as [Language, string, string][])('each language has its own marks: %s', (language, keys, set) =>
  expect(typed(keys, language)).toBe(set),
);

test.each([
  ['heute -- und morgen', 'heute – und morgen'],
  ['heute - und morgen', 'heute – und morgen'],
  ['Cyber- und Informationssicherheit', 'Cyber- und Informationssicherheit'],
  ['und so weiter ...', 'und so weiter …'],
  ['https://example.org/a--b...c', 'https://example.org/a--b...c'],
  ['an info@a--b.example', 'an info@a--b.example'],
])('dashes and points: %s', (keys, set) => expect(typed(keys)).toBe(set));

test.each([
  ['5 % mehr', '5~% mehr'],
  ['5% mehr', '5% mehr'],
  ['100 € und', '100~€ und'],
  ['um 17:30 Uhr', 'um 17:30~Uhr'],
  ['nach § 5 und §§ 7', 'nach §~5 und §§~7'],
  ['Art. 5 Abs. 2', 'Art.~5 Abs.~2'],
  ['z.B. hier', 'z.~B. hier'],
  ['z. B. hier', 'z.~B. hier'],
  ['i.d.R. so', 'i.~d.~R. so'],
  ['der Verein e.V.', 'der Verein e.~V.'],
  ['Dr. Müller', 'Dr.~Müller'],
  ['Prof. Dr. Popp', 'Prof.~Dr.~Popp'],
  ['Prof. Thomas Popp', 'Prof.~Thomas Popp'],
  ['am 21. November 2023', 'am 21.~November 2023'],
  ['12 km lang', '12~km lang'],
  ['3 Millionen Euro.', '3~Millionen Euro.'],
  ['5 gute Gründe', '5 gute Gründe'],
  ['Das sagt er. Dann', 'Das sagt er. Dann'],
  ['Im Jahr 2023. November', 'Im Jahr 2023. November'],
])('no-break spaces where German needs them: %s', (keys, set) => expect(typed(keys)).toBe(set.replaceAll('~', '\u00a0')));

test('English keeps its spaces', () => expect(typed('z.B. 5 % Dr. M', 'english')).toBe('z.B. 5 % Dr. M'));

test('what is set right stays as it is', () => {
  for (const set of ['»Das ›Haus‹ steht«', 'heute – und', '5\u00a0% mehr', 'z.\u00a0B. hier', 'Dr.\u00a0Müller', '…'])
    for (let end = 1; end <= set.length; end += 1) expect(correction(set.slice(0, end), 'german')).toBe(null);
});

test('a correction never reaches further back than what was typed, and changes no letter and no digit', () => {
  // By a fixed seed, so that a failure can be repeated.
  let seed = 20231121;
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const parts = ['"', "'", ' ', '-', '--', '...', '.', 'z.B', 'Dr.', 'Uhr', '5', '%', 'Ä', 'ß', 'Haus', '»', '‹', '(', '\u00a0', '§', '€', 'e', '👩‍💻'];
  for (let round = 0; round < 2_000; round += 1) {
    const text = Array.from({ length: 1 + next(9) }, () => parts[next(parts.length)]).join('');
    for (const language of ['german', 'easyGerman', 'english', 'upperSorbian'] as Language[]) {
      const found = correction(text, language);
      if (!found) continue;
      expect(found.length).toBeLessThanOrEqual(text.length);
      const letters = (words: string): string => words.replace(/[^\p{L}\p{N}%§€]/gu, '');
      expect(letters(found.text)).toBe(letters(text.slice(-found.length)));
      expect(found.text).not.toBe(text.slice(-found.length));
    }
  }
});

import { expect, test } from 'vitest';

import { lines, numbersText, readDateline, readNumbers } from './printed.ts';

test('a dateline names its place and its day', () => {
  expect(readDateline('Dresden (21.11.2023) –')).toEqual({
    place: 'Dresden',
    date: '2023-11-21',
    words: 'Dresden (21.11.2023) –',
  });
  expect(readDateline('Dresden –').place).toBe('Dresden');
  expect(readDateline('Dresden (31.02.2023) –').date).toBeNull();
});

test('numbers keep label and number', () => {
  const numbers = [
    { label: 'Telefon', number: '+49 30 23125 100' },
    { label: '', number: '030 1' },
  ];
  expect(readNumbers(numbersText(numbers))).toEqual(numbers);
});

test('an empty field has no lines', () => {
  expect(lines('')).toEqual([]);
  expect(lines('a\nb\n')).toEqual(['a', 'b']);
});

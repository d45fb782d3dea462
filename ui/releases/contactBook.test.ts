import { expect, test } from 'vitest';

import type { Contact } from '../host/bindings/Contact.ts';
import { isInBook, isSomebody, taken } from './contactBook.ts';

const own: Contact = {
  label: 'Ihr Ansprechpartner',
  name: 'Ralph Schreiber',
  numbersLabel: 'Durchwahl',
  numbers: [
    { label: 'Telefon', number: '+49 351 564 10300' },
    { label: 'Telefax', number: '+49 351 564 10309' },
  ],
  emailLabel: 'E-Mail:',
  email: 'presse@sk.sachsen.de',
  emailHasFootnote: true,
};
const lindner: Contact = {
  label: 'Bildstelle',
  name: 'A. Lindner',
  numbersLabel: '',
  numbers: [{ label: 'Telefon', number: '+49 351 564 10305' }],
  emailLabel: '',
  email: 'bild@sk.sachsen.de',
  emailHasFootnote: false,
};

test('who is taken from the book stands there as they wish, in the words of the house', () => {
  expect(taken(own, lindner, 'german')).toEqual({ ...lindner, numbersLabel: 'Durchwahl', emailLabel: 'E-Mail:', emailHasFootnote: true });
  expect(taken(own, { ...lindner, label: '' }, 'german').label).toBe('Ihr Ansprechpartner');
});

test('a version in another language keeps its own words around the person', () => {
  const english = { ...own, label: 'Press contact', numbersLabel: 'Direct line', numbers: [{ label: 'Phone', number: '1' }] };
  const two = { ...lindner, numbers: [...lindner.numbers, { label: 'Mobil', number: '+49 151 12345678' }] };
  const made = taken(english, two, 'english');
  expect([made.label, made.name, made.numbersLabel]).toEqual(['Press contact', 'A. Lindner', 'Direct line']);
  expect(made.numbers).toEqual([
    { label: 'Phone', number: '+49 351 564 10305' },
    { label: '', number: '+49 151 12345678' },
  ]);
});

test('whoever is reached the same way under the same name is in the book already', () => {
  expect(isInBook(own, [lindner, { ...own, label: 'Ihre Ansprechperson', emailHasFootnote: false }])).toBe(true);
  expect(isInBook({ ...own, email: 'andere@sk.sachsen.de' }, [own])).toBe(false);
  expect(isInBook({ ...own, name: ' Ralph  Schreiber' }, [own])).toBe(true);
  expect(isSomebody({ ...own, name: ' ', label: '' })).toBe(false);
  expect(isSomebody(lindner)).toBe(true);
});

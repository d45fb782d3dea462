import { expect, test } from 'vitest';
import { emptyCaption } from '../host/mock/sample.ts';
import { otherInFile } from './rights.ts';

const fromFile = { ...emptyCaption, creator: ' Karla Hartung ', city: 'Lindenfurt' };

test('a right that the form tells otherwise, or not at all, is shown as the file tells it', () => {
  expect(otherInFile('creator', { ...emptyCaption, creator: 'M. Voigt' }, fromFile)).toBe('Karla Hartung');
  expect(otherInFile('creator', emptyCaption, fromFile)).toBe('Karla Hartung');
});

test('what is the same, not in the file or no right is not shown', () => {
  expect(otherInFile('creator', { ...emptyCaption, creator: 'Karla Hartung' }, fromFile)).toBeNull();
  expect(otherInFile('credit', { ...emptyCaption, credit: 'Staatskanzlei' }, fromFile)).toBeNull();
  expect(otherInFile('city', emptyCaption, fromFile)).toBeNull();
});

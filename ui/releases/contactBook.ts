import type { Contact } from '../host/bindings/Contact.ts';
import type { Language } from '../host/bindings/Language.ts';

/**
 * The contact of a release with somebody from the book in it.
 *
 * The words around numbers and addresses stay those of the house where the book has none, and the asterisk stays the house's.
 * In another language than German its own words stay: what somebody is called there the book does not know.
 */
export function taken(own: Contact, from: Contact, language: Language): Contact {
  const isGerman = language === 'german' || language === 'easyGerman';
  const words = (ours: string, theirs: string): string => (isGerman ? theirs || ours : ours || theirs);
  return {
    ...from,
    label: isGerman ? from.label || own.label : own.label,
    numbersLabel: words(own.numbersLabel, from.numbersLabel),
    numbers: from.numbers.map(({ label, number }, index) => ({
      label: isGerman ? label : (own.numbers[index]?.label ?? ''),
      number,
    })),
    emailLabel: words(own.emailLabel, from.emailLabel),
    emailHasFootnote: own.emailHasFootnote,
  };
}

/** Whether the book has somebody who is reached the same way under the same name. */
export function isInBook(own: Contact, book: Contact[]): boolean {
  const key = ({ name, numbers, email }: Contact): string =>
    JSON.stringify([name, ...numbers.map(({ number }) => number), email].map((words) => words.replaceAll(/\s+/g, ' ').trim()));
  return book.some((other) => key(other) === key(own));
}

/** Whether there is anybody to be entered. */
export const isSomebody = ({ label, name }: Contact): boolean => name.trim() !== '' || label.trim() !== '';

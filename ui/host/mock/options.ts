import type { ContactRequest } from '../bindings/ContactRequest.ts';
import type { ContactRow } from '../bindings/ContactRow.ts';
import type { Contacts } from '../bindings/Contacts.ts';
import type { Habits } from '../bindings/Habits.ts';
import type { MoveContactRequest } from '../bindings/MoveContactRequest.ts';
import type { OfContact } from '../bindings/OfContact.ts';
import type { OfTextBlock } from '../bindings/OfTextBlock.ts';
import type { Retention } from '../bindings/Retention.ts';
import type { RetentionRequest } from '../bindings/RetentionRequest.ts';
import type { TextBlockRequest } from '../bindings/TextBlockRequest.ts';
import type { TextBlockRow } from '../bindings/TextBlockRow.ts';
import type { TextBlocks } from '../bindings/TextBlocks.ts';
import type { TextBlocksRequest } from '../bindings/TextBlocksRequest.ts';
import { problem } from './times.ts';

/** What the mock keeps for every release. It fills nothing into a text block. */
export class MockOptions {
  #contacts: ContactRow[] = [];
  #blocks: TextBlockRow[] = [];
  #habits: Habits = { state: null, photo: 'withRelease' };
  /** Its photos never fall due. */
  #days: number | null = null;
  #number = 0;

  verbs(now: () => number): {
    contacts: () => Contacts;
    put_contact: (request: ContactRequest) => Contacts;
    move_contact: (request: MoveContactRequest) => Contacts;
    remove_contact: (request: OfContact) => Contacts;
    text_blocks: (request: TextBlocksRequest) => TextBlocks;
    put_text_block: (request: TextBlockRequest) => TextBlocks;
    remove_text_block: (request: OfTextBlock) => TextBlocks;
    used_text_block: (request: OfTextBlock) => null;
    habits: () => Habits;
    set_habits: (request: Habits) => Habits;
    retention: () => Retention;
    set_retention: (request: RetentionRequest) => Retention;
  } {
    const contacts = (): Contacts => structuredClone({ rows: this.#contacts });
    const blocks = (): TextBlocks => structuredClone({ rows: this.#blocks });
    return {
      contacts,
      put_contact: ({ number, at, contact }) => {
        if (contact.name.trim() === '' && contact.label.trim() === '')
          throw problem('contact.nobody', 'Es fehlt, wer das ist.', 'Tragen Sie einen Namen ein.');
        const undiallable = contact.numbers.map((line) => line.number).filter((digits) => !/^[+0]/.test(digits));
        const row = { number: number ?? (this.#number += 1), contact: structuredClone(contact), undiallable };
        if (number !== null) this.#contacts = this.#contacts.map((other) => (other.number === number ? row : other));
        else this.#contacts.splice(at ?? this.#contacts.length, 0, row);
        return contacts();
      },
      move_contact: ({ number, to }) => {
        const row = this.#contacts.find((other) => other.number === number);
        this.#contacts = this.#contacts.filter((other) => other.number !== number);
        if (row) this.#contacts.splice(to, 0, row);
        return contacts();
      },
      remove_contact: ({ number }) => {
        this.#contacts = this.#contacts.filter((other) => other.number !== number);
        return contacts();
      },
      text_blocks: blocks,
      put_text_block: ({ number, shortcut, language, words }) => {
        const isTaken = (row: TextBlockRow): boolean =>
          row.number !== number && row.language === language && row.shortcut.toLowerCase() === shortcut.toLowerCase();
        if (this.#blocks.some(isTaken))
          throw problem('text_block.taken', `Das Kürzel »${shortcut}« steht schon für einen anderen Text.`, 'Wählen Sie ein anderes Kürzel.');
        const usedAt = this.#blocks.find((row) => row.number === number)?.usedAt ?? null;
        const row = { number: number ?? (this.#number += 1), shortcut, language, words, filled: words, usedAt };
        const others = this.#blocks.filter((other) => other.number !== row.number);
        this.#blocks = [...others, row].sort((one, other) => one.shortcut.localeCompare(other.shortcut));
        return blocks();
      },
      remove_text_block: ({ number }) => {
        this.#blocks = this.#blocks.filter((row) => row.number !== number);
        return blocks();
      },
      used_text_block: ({ number }) => {
        const usedAt = new Date(now()).toISOString();
        this.#blocks = this.#blocks.map((row) => (row.number === number ? { ...row, usedAt } : row));
        return null;
      },
      habits: () => this.#habits,
      set_habits: (habits) => (this.#habits = habits),
      retention: () => ({ days: this.#days, coming: [] }),
      set_retention: ({ days }) => ({ days: (this.#days = days), coming: [] }),
    };
  }
}

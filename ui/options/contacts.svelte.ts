import { announcer } from '../frame/announcer.svelte.ts';
import type { Contact } from '../host/bindings/Contact.ts';
import type { ContactRow } from '../host/bindings/ContactRow.ts';
import type { Contacts } from '../host/bindings/Contacts.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import { asProblem, call } from '../host/ipc.ts';
import { t } from '../text/index.ts';

/** The contact book, as the desk last said. */
class ContactBook {
  rows = $state.raw<ContactRow[]>([]);
  isKnown = $state(false);
  /** Why the last thing was refused, where no form shows it. */
  problem = $state.raw<Problem | null>(null);
  /** Who was taken out last, and from where; nobody where the entry could not be read. */
  removed = $state.raw<{ contact: Contact | null; at: number } | null>(null);

  async refresh(): Promise<void> {
    await this.do(() => call('contacts', null));
  }

  /** Enters somebody, or changes them; what stands in the way. */
  async put(number: number | null, contact: Contact): Promise<Problem | null> {
    const said = number === null ? t.contacts.said.added : t.contacts.said.changed;
    return this.#act(() => call('put_contact', { number, at: null, contact }), said);
  }

  async move(number: number, to: number): Promise<void> {
    const said = t.contacts.said.moved(to + 1, this.rows.length);
    await this.do(() => call('move_contact', { number, to }), said);
  }

  async remove(number: number): Promise<boolean> {
    const at = this.rows.findIndex((row) => row.number === number);
    const contact = this.rows[at]?.contact ?? null;
    const isDone = await this.do(() => call('remove_contact', { number }));
    if (isDone) this.removed = { contact, at };
    return isDone;
  }

  /** Enters who was taken out last where they stood. */
  async putBack(): Promise<void> {
    const { removed } = this;
    if (!removed?.contact) return;
    const { contact, at } = removed;
    const isDone = await this.do(() => call('put_contact', { number: null, at, contact }), t.contacts.said.back);
    if (isDone) this.removed = null;
  }

  async do(ask: () => Promise<Contacts>, said = ''): Promise<boolean> {
    this.problem = await this.#act(ask, said);
    return this.problem === null;
  }

  async #act(ask: () => Promise<Contacts>, said: string): Promise<Problem | null> {
    try {
      this.rows = (await ask()).rows;
      this.isKnown = true;
      this.removed = null;
      if (said !== '') announcer.say(said);
      return null;
    } catch (error) {
      return asProblem(error);
    }
  }
}

export const contactBook = new ContactBook();

/** Who an entry is, in a word or two. */
export const called = (contact: Contact): string => contact.name || contact.label;

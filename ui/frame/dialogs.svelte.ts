export type DialogName =
  | 'plan'
  | 'now'
  | 'stopWhich'
  | 'signal'
  | 'move'
  | 'lift'
  | 'correct'
  | 'compare'
  | 'rename'
  | 'withdraw'
  | 'delete'
  | 'latePhoto'
  | 'many'
  | 'approve'
  | 'disconnect'
  | 'leftOut'
  | 'incomingPictures'
  | 'dropReading'
  | 'deleteLetterhead'
  | 'dropFromMargin'
  | 'search'
  | 'handOn'
  | 'receive'
  | 'help';

/** The one dialog that may be open; the manual alone may lie over another one. */
class Dialogs {
  open = $state<DialogName | null>(null);
  /** The dialog that the manual lies over. */
  #beneath = $state<DialogName | null>(null);
  #trigger: HTMLElement | null = null;
  /** What had the focus in the dialog beneath. */
  #within: HTMLElement | null = null;

  /** The dialog that is there, also beneath the manual. */
  get shown(): DialogName | null {
    return this.open === 'help' ? this.#beneath : this.open;
  }

  show(name: DialogName): void {
    if (this.open === null)
      this.#trigger = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.open = name;
  }

  /** The manual comes over whatever is there, which stays as it is. */
  lay(): void {
    if (this.open === 'help') return;
    if (this.open !== null) {
      this.#beneath = this.open;
      this.#within = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    }
    this.show('help');
  }

  /** Takes the manual away from what it lies over. */
  lift(): void {
    if (this.#beneath === null) {
      this.close();
      return;
    }
    const within = this.#within;
    this.open = this.#beneath;
    this.#beneath = null;
    this.#within = null;
    requestAnimationFrame(() => within?.isConnected && within.focus());
  }

  /** Closes it for something else; the focus goes where that leads. */
  leave(): void {
    this.#trigger = null;
    this.#beneath = null;
    this.open = null;
  }

  close(): void {
    if (this.#beneath !== null) {
      // What lies beneath the manual has come to its end; the manual is still being read.
      this.#beneath = null;
      return;
    }
    this.open = null;
    const trigger = this.#trigger;
    this.#trigger = null;
    // The trigger may sit in a part that is inert until the next paint.
    requestAnimationFrame(() => trigger?.isConnected && trigger.focus());
  }
}

export const dialogs = new Dialogs();

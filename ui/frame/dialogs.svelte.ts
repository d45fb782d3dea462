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
  | 'search';

/** The one dialog that may be open. */
class Dialogs {
  open = $state<DialogName | null>(null);
  #trigger: HTMLElement | null = null;

  show(name: DialogName): void {
    if (this.open === null)
      this.#trigger = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.open = name;
  }

  /** Closes it for something else; the focus goes where that leads. */
  leave(): void {
    this.#trigger = null;
    this.open = null;
  }

  close(): void {
    this.open = null;
    const trigger = this.#trigger;
    this.#trigger = null;
    // The trigger may sit in a part that is inert until the next paint.
    requestAnimationFrame(() => trigger?.isConnected && trigger.focus());
  }
}

export const dialogs = new Dialogs();

import { machineTime } from '../host/time.ts';

/** What is read out to those who do not see the screen change. */
class Announcer {
  text = $state('');
  #said = 0;

  say(text: string): void {
    // Two things at once are one announcement, or the second would cut off the first.
    const together = machineTime() - this.#said < 1_000;
    this.#said = machineTime();
    if (together) this.text = `${this.text} ${text}`;
    // The same words twice would not be read again.
    else this.text = this.text === text ? `${text}\u200b` : text;
  }
}

export const announcer = new Announcer();

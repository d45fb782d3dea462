/** How the saver is to behave; in milliseconds. */
export interface Pace {
  /** After the last change. */
  quiet: number;
  /** After the first change that is not saved yet, whatever follows. */
  longest: number;
  /** Before a failed attempt is repeated. */
  retry: number;
}

export const PACE: Pace = { quiet: 300, longest: 700, retry: 2_000 };

/**
 * Saves soon after a change and never later than `longest`, one attempt at a time.
 *
 * `save` writes what is there at that moment; a change that comes meanwhile is saved after it. A failure is
 * told, and repeated until it succeeds: nothing typed is dropped.
 */
export class Saver {
  #save: () => Promise<void>;
  #failed: (error: unknown) => void;
  #pace: Pace;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #longest: ReturnType<typeof setTimeout> | undefined;
  #dirty = false;
  #running: Promise<boolean> | null = null;

  constructor(save: () => Promise<void>, failed: (error: unknown) => void, pace: Pace = PACE) {
    this.#save = save;
    this.#failed = failed;
    this.#pace = pace;
  }

  /** Whether something changed that no attempt has taken up yet. */
  get dirty(): boolean {
    return this.#dirty;
  }

  /** Whether something is not saved yet. */
  get pending(): boolean {
    return this.#dirty || this.#running !== null;
  }

  touch(): void {
    this.#dirty = true;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => void this.flush(), this.#pace.quiet);
    this.#longest ??= setTimeout(() => void this.flush(), this.#pace.longest);
  }

  /** Saves now what is not saved yet; whether all of it is. */
  async flush(): Promise<boolean> {
    this.#clear();
    if (this.#running) await this.#running;
    if (this.#running) return this.#running;
    if (!this.#dirty) return true;
    this.#running = this.#attempt();
    const done = await this.#running;
    return done && !this.#dirty;
  }

  /** Forgets the timers; what is not saved stays unsaved. */
  stop(): void {
    this.#clear();
    this.#dirty = false;
  }

  async #attempt(): Promise<boolean> {
    this.#dirty = false;
    try {
      await this.#save();
      return true;
    } catch (error) {
      this.#dirty = true;
      this.#failed(error);
      this.#clear();
      this.#quiet = setTimeout(() => void this.flush(), this.#pace.retry);
      return false;
    } finally {
      this.#running = null;
    }
  }

  #clear(): void {
    clearTimeout(this.#quiet);
    clearTimeout(this.#longest);
    this.#quiet = undefined;
    this.#longest = undefined;
  }
}

import { announcer } from '../frame/announcer.svelte.ts';
import type { Habits } from '../host/bindings/Habits.ts';
import type { Problem } from '../host/bindings/Problem.ts';
import type { Retention } from '../host/bindings/Retention.ts';
import { asProblem, call } from '../host/ipc.ts';
import { t } from '../text/index.ts';

/** What every new release begins with, as the desk last said. */
class HabitsOptions {
  view = $state.raw<Habits | null>(null);
  problem = $state.raw<Problem | null>(null);

  async refresh(): Promise<void> {
    await this.#ask(() => call('habits', null));
  }

  async set(part: Partial<Habits>): Promise<void> {
    if (!this.view) return;
    const habits = { ...this.view, ...part };
    if (await this.#ask(() => call('set_habits', habits))) announcer.say(t.options.saved);
  }

  async #ask(question: () => Promise<Habits>): Promise<boolean> {
    try {
      this.view = await question();
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
      // What was chosen in vain is not chosen.
      this.view = this.view && { ...this.view };
    }
    return this.problem === null;
  }
}

/** How long originals are kept that nobody has chosen, as the desk last said. */
class RetentionOptions {
  view = $state.raw<Retention | null>(null);
  problem = $state.raw<Problem | null>(null);

  async refresh(): Promise<void> {
    await this.#ask(() => call('retention', null));
  }

  async set(days: number | null): Promise<void> {
    await this.#ask(() => call('set_retention', { days }));
  }

  async #ask(question: () => Promise<Retention>): Promise<void> {
    try {
      this.view = await question();
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
      this.view = this.view && { ...this.view };
    }
  }
}

export const habits = new HabitsOptions();
export const retention = new RetentionOptions();

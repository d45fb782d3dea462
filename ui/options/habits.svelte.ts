import { announcer } from '../frame/announcer.svelte.ts';
import type { Habits } from '../host/bindings/Habits.ts';
import { call } from '../host/ipc.ts';
import { t } from '../text/index.ts';
import { Asked } from './asked.svelte.ts';

/** What every new release begins with. */
class HabitsOptions extends Asked<Habits> {
  async refresh(): Promise<void> {
    await this.ask(() => call('habits', null));
  }

  async set(part: Partial<Habits>): Promise<void> {
    if (!this.view) return;
    const habits = { ...this.view, ...part };
    if (await this.ask(() => call('set_habits', habits))) announcer.say(t.options.saved);
  }
}

export const habits = new HabitsOptions();

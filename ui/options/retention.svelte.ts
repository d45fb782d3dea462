import type { Retention } from '../host/bindings/Retention.ts';
import { call } from '../host/ipc.ts';
import { Asked } from './asked.svelte.ts';

/** How long originals are kept that nobody has chosen. */
class RetentionOptions extends Asked<Retention> {
  async refresh(): Promise<void> {
    await this.ask(() => call('retention', null));
  }

  async set(days: number | null): Promise<void> {
    await this.ask(() => call('set_retention', { days }));
  }
}

export const retention = new RetentionOptions();

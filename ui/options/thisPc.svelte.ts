import type { ThisPc } from '../host/bindings/ThisPc.ts';
import { call } from '../host/ipc.ts';
import { Asked } from './asked.svelte.ts';

/** What belongs to this PC and to no release. */
class ThisPcOptions extends Asked<ThisPc> {
  async refresh(): Promise<void> {
    await this.ask(() => call('this_pc', null));
  }

  async startAtLogin(atLogin: boolean): Promise<void> {
    await this.ask(() => call('start_at_login', { atLogin }));
  }
}

export const thisPc = new ThisPcOptions();

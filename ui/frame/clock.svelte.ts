import { machineTime } from '../host/time.ts';
import type { Status } from '../host/bindings/Status.ts';
import { useZone, zoneName } from '../text/time.ts';

/** Host and port of an address, for sentences. */
export function host(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

/** The time of whoever publishes, as the desk last told it, carried on by this window. */
class Clock {
  status = $state.raw<Status | null>(null);
  /** Milliseconds of UTC, by the newsroom's clock where it could be asked. */
  now = $state(machineTime());
  #ahead = 0;

  take(status: Status): void {
    this.status = status;
    useZone(status.zone);
    const told = new Date(status.newsroomTime?.now ?? status.now).getTime();
    const ahead = told - machineTime();
    // The answer's own way is within this; jumping about by it would make the seconds stutter.
    if (Math.abs(ahead - this.#ahead) > 150) this.#ahead = ahead;
    this.tick();
  }

  tick(): void {
    this.now = machineTime() + this.#ahead;
  }

  get zone(): string {
    return this.status?.zone ?? 'Europe/Berlin';
  }

  /** "MEZ" or "MESZ", as it holds now. */
  get zoneShort(): string {
    return zoneName(this.now);
  }

  /** How far this machine is ahead of the newsroom on a server, in milliseconds; `null` where that time is not known. */
  get deviation(): number | null {
    if (!this.status?.newsroomTime) return null;
    return new Date(this.status.now).getTime() - new Date(this.status.newsroomTime.now).getTime();
  }

  get mustStayOn(): boolean {
    return this.status?.publisher !== 'server';
  }

  get newsroomName(): string {
    return host(this.status?.newsroomUrl ?? '');
  }
}

export const clock = new Clock();

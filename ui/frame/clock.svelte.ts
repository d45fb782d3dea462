import { machineTime } from '../host/time.ts';
import type { Status } from '../host/bindings/Status.ts';
import { useZone, zoneName } from '../text/time.ts';

/** Host and port of an address, for sentences. */
export function host(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

const SECOND = 1_000;
const MINUTE = 60_000;

/** The time of whoever publishes, as the desk last told it, carried on by this window. */
class Clock {
  status = $state.raw<Status | null>(null);
  /** Milliseconds of UTC at the last whole second or minute, by the newsroom's clock where it could be asked. */
  now = $state(0);
  /** Whether seconds are counted. While nothing waits for a time, a window that stands there all day counts minutes. */
  isPrecise = $state(true);
  /** At the last whole minute: for what does not change with each second, so that it is not worked out anew with each. */
  readonly minute = $derived(this.now - (this.now % MINUTE));
  /** The IANA zone all times are shown in. */
  readonly zone = $derived(this.status?.zone ?? 'Europe/Berlin');
  readonly mustStayOn = $derived(this.status?.publisher !== 'server');
  readonly newsroomName = $derived(host(this.status?.newsroomUrl ?? ''));
  #ahead = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #runs = false;

  constructor() {
    this.tick();
  }

  take(status: Status): void {
    this.status = status;
    useZone(status.zone);
    const told = new Date(status.newsroomTime?.now ?? status.now).getTime();
    const ahead = told - machineTime();
    // The answer's own way is within this; jumping about by it would make the seconds stutter.
    const jumps = Math.abs(ahead - this.#ahead) > 150;
    if (jumps) this.#ahead = ahead;
    // A minute begins elsewhere then.
    if (jumps && this.#runs) this.#turn();
    else this.tick();
  }

  tick(): void {
    const now = machineTime() + this.#ahead;
    this.now = now - (now % this.#pace);
  }

  /** Counts seconds from now on, or minutes. */
  count(isPrecise: boolean): void {
    if (isPrecise === this.isPrecise) return;
    this.isPrecise = isPrecise;
    if (this.#runs) this.#turn();
  }

  /** Ticks with each second or minute as it begins; returns how to end that. */
  run(): () => void {
    this.#runs = true;
    this.#turn();
    return () => {
      this.#runs = false;
      clearTimeout(this.#timer);
    };
  }

  #turn(): void {
    clearTimeout(this.#timer);
    this.tick();
    this.#timer = setTimeout(() => this.#turn(), this.#pace - ((machineTime() + this.#ahead) % this.#pace));
  }

  get #pace(): number {
    return this.isPrecise ? SECOND : MINUTE;
  }

  /** "MEZ" or "MESZ", as it holds now. */
  get zoneShort(): string {
    return zoneName(this.minute);
  }

  /** How far this machine is ahead of the newsroom on a server, in milliseconds; `null` where that time is not known. */
  get deviation(): number | null {
    if (!this.status?.newsroomTime) return null;
    return new Date(this.status.now).getTime() - new Date(this.status.newsroomTime.now).getTime();
  }
}

export const clock = new Clock();

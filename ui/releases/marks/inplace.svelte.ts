import type { PreflightFinding } from '../../host/bindings/PreflightFinding.ts';
import { keyed } from '../findings.ts';
import { open } from '../release.svelte.ts';

/** How long the pointer rests on a mark before its card is shown, and how long it may be elsewhere, in milliseconds. */
const REST = 300;

/** The finding whose card is shown beside its words. */
class InPlace {
  key = $state<string | null>(null);
  /** Whether it was asked for by a click or a key, and stays until it is closed. */
  isPinned = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get finding(): PreflightFinding | null {
    const { key } = this;
    if (key === null || !open.view) return null;
    const found = keyed(open.view.findings).find((other) => other.key === key)?.finding ?? null;
    // What is set aside is no longer marked, and its card has nothing to stand beside.
    return found?.overridden === null ? found : null;
  }

  /** Shows the card of a finding, where that has words to stand beside. */
  show(finding: PreflightFinding): void {
    const found = open.view && keyed(open.view.findings).find((other) => other.finding === finding);
    if (found && finding.span !== null) this.pin(found.key);
  }

  pin(key: string): void {
    clearTimeout(this.#timer);
    this.key = key;
    this.isPinned = true;
  }

  /** The pointer is on a mark or on the card (`null`: on neither). */
  hover(key: string | null): void {
    clearTimeout(this.#timer);
    if (this.isPinned || key === this.key) return;
    this.#timer = setTimeout(() => {
      this.key = key;
    }, REST);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.key = null;
    this.isPinned = false;
  }
}

export const inPlace = new InPlace();

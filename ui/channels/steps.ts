import type { NewsroomCheck } from '../host/bindings/NewsroomCheck.ts';
import { t } from '../text/index.ts';

export interface Step {
  what: string;
  words: string;
  good: boolean;
}

/** What a check has looked at, in its order; what comes after a failure was not. */
export function steps(check: NewsroomCheck, name: string, spoken: (ms: number) => string): Step[] {
  const words = t.channels.steps;
  const found: Step[] = [];
  const { problem, clock, held, outside } = check;
  if (clock) {
    found.push({ what: words.login, words: words.loginGood, good: true });
    const told = clock.synced ? words.clockGood(spoken(clock.deviationMs)) : words.clockBad;
    found.push({ what: words.clock(name), words: told, good: clock.synced });
  }
  if (problem) {
    const what = clock ? words.held : words.login;
    found.push({ what, words: `${problem.sentence} ${problem.nextStep}`, good: false });
  }
  if (held) {
    const { complete, expected } = held;
    const good = complete === expected;
    const told = good ? words.heldGood(complete, expected) : words.heldBad(complete, expected);
    found.push({ what: words.held, words: told, good });
  }
  if (outside) {
    const { tried, open } = outside;
    const good = open === 0;
    const told = good ? (tried === 0 ? words.outsideNone : words.outsideGood(tried)) : words.outsideBad(open);
    found.push({ what: words.outside, words: told, good });
  }
  return found;
}

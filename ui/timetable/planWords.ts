import type { Due } from '../host/bindings/Due.ts';
import { t } from '../text/index.ts';
import { clock, date, day, fullTime, hour, weekdayDate } from '../text/time.ts';
import type { Moment, Phase } from './phases.ts';

/** How the phases of a plan are worded. */

function signalWords(due: Due | null): string {
  return due?.kind === 'onSignal' ? due.words : '';
}

/** "17:00 Uhr", "30 min nach dem Signal". */
export function plateWords(moment: Moment, due: Due | null): string {
  if (moment.kind === 'at') return hour(moment.at);
  return moment.after === 0 ? t.plan.signal(signalWords(due)) : t.plan.afterSignal(moment.after);
}

export function phaseTitle(phase: Phase): string {
  if (phase.from === null) return t.plan.nothing;
  if (phase.locked.length === 0) return phase.open.length === 0 ? t.plan.textOnly : t.plan.all;
  return phase.open.length === 0 ? t.plan.textWithout : t.plan.textWithoutMany;
}

/** "bis Di., 21.11.2023, 17:00 Uhr", "Di., 21.11.2023, 17:00 bis 17:30 Uhr", "ab …". */
export function phaseWhen(phase: Phase, due: Due | null): string {
  const { from, until } = phase;
  const words = signalWords(due);
  if (from === null) {
    if (until === null) return '';
    return until.kind === 'at' ? t.plan.until(fullTime(until.at)) : t.plan.untilSignal(words);
  }
  if (from.kind === 'signal')
    return from.after === 0 ? t.plan.fromSignal(words) : t.plan.from(t.plan.afterSignal(from.after));
  if (until === null || until.kind === 'signal') return t.plan.from(fullTime(from.at));
  return day(from.at) === day(until.at)
    ? t.plan.between(`${weekdayDate(from.at)}, ${clock(from.at)}`, hour(until.at))
    : t.plan.between(fullTime(from.at), fullTime(until.at));
}

/** "Für 17:00 und 17:30 Uhr einplanen"; another day is named. */
export function confirmWords(moments: Moment[], due: Due | null, now: number): string {
  if (moments.length === 0) return t.plan.confirmNone;
  if (due?.kind === 'onSignal') return t.plan.confirmSignal(due.words);
  let shownDay = day(now);
  const times = moments.flatMap((moment) => {
    if (moment.kind === 'signal') return [];
    const named = day(moment.at) === shownDay ? clock(moment.at) : `${date(moment.at)}, ${clock(moment.at)}`;
    shownDay = day(moment.at);
    return [named];
  });
  return t.plan.confirm(t.and(times));
}

import type { CivilTime } from '../host/bindings/CivilTime.ts';
import type { Due } from '../host/bindings/Due.ts';
import type { DueInput } from '../host/bindings/DueInput.ts';
import type { Fold } from '../host/bindings/Fold.ts';
import type { PhotoSlot } from '../host/bindings/PhotoSlot.ts';
import type { PhotoTimeInput } from '../host/bindings/PhotoTimeInput.ts';
import type { SlotInput } from '../host/bindings/SlotInput.ts';
import type { TimeInput } from '../host/bindings/TimeInput.ts';
import { hour, weekdayDate } from '../text/time.ts';

/** Between what is typed into a time field and what the desk is asked. What we cannot read goes as it is: the desk says why not. */

/** "Di., 21.11.2023" without the weekday; "21.11.23" with its century. */
export function cleanDate(typed: string): string {
  const plain = typed.trim().replace(/^[A-Za-z]{2}\.?,?\s+/, '');
  const short = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2}|\d{4})$/.exec(plain);
  if (!short) return plain;
  const [, day = '', month = '', year = ''] = short;
  return `${day.padStart(2, '0')}.${month.padStart(2, '0')}.${year.length === 2 ? `20${year}` : year}`;
}

/** "17:00 Uhr", "17.00", "17", "9:30" as "17:00", "17:00", "17:00", "09:30". */
export function cleanTime(typed: string): string {
  const plain = typed
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim()
    .replace(/\s*Uhr$/i, '');
  const found = /^(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2}))?$/.exec(plain);
  if (!found) return plain;
  const [, h = '', m = '00', s] = found;
  return `${h.padStart(2, '0')}:${m}${s === undefined ? '' : `:${s}`}`;
}

export function timeInput(date: string, time: string, fold: Fold | null = null): TimeInput {
  return { date: cleanDate(date), time: cleanTime(time), fold };
}

/** The two fields of a time, as they are shown. */
export function shown(time: CivilTime | null): { date: string; time: string } {
  return time === null ? { date: '', time: '' } : { date: weekdayDate(time.utc), time: hour(time.utc) };
}

/** A time that stands, asked for again. */
export function again(time: CivilTime): TimeInput {
  const [date = '', clock = ''] = time.civil.split('T');
  return { date, time: clock.slice(0, 8), fold: time.fold };
}

export function dueAgain(due: Due | null): DueInput {
  if (due === null) return { kind: 'none' };
  if (due.kind === 'at') return { kind: 'at', time: again(due) };
  return {
    kind: 'onSignal',
    words: due.words,
    expected: due.expected && again(due.expected),
    notBefore: due.notBefore && again(due.notBefore),
  };
}

export function slotAgain(slot: PhotoSlot): SlotInput {
  const time: PhotoTimeInput = slot.time.kind === 'at' ? { kind: 'at', time: again(slot.time.time) } : slot.time;
  return { slot: slot.id, label: slot.label, time, approximate: slot.approximate, pendingWords: slot.pendingWords };
}

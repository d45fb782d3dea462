import type { CivilTime } from '../bindings/CivilTime.ts';
import type { Fold } from '../bindings/Fold.ts';
import type { Problem } from '../bindings/Problem.ts';
import type { TimeInput } from '../bindings/TimeInput.ts';
import { offset } from '../../text/time.ts';

/** The civil times of the fake desk. The real one has a tz database; here the browser's has to do. */

export function problem(code: string, sentence: string, nextStep: string, choices: Problem['choices'] = []): Problem {
  return { code, sentence, nextStep, choices };
}

export function civilTime(input: TimeInput): CivilTime {
  const typed = `${input.date} ${input.time}`;
  const day = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(input.date);
  const date = day ? `${day[3]}-${day[2]}-${day[1]}` : input.date;
  const time = /^\d{2}:\d{2}$/.test(input.time) ? `${input.time}:00` : input.time;
  const civil = `${date}T${time}`;
  const wall = Date.parse(`${civil}Z`);
  if (Number.isNaN(wall) || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(civil)) {
    throw problem(
      'time.unreadable',
      `»${typed}« ist keine Zeitangabe.`,
      'Schreiben Sie zum Beispiel 21.11.2023 und 17:00.',
    );
  }
  const found = [wall - 2 * 3_600_000, wall - 3_600_000].filter((utc) => utc + offset(utc) === wall);
  if (found.length === 0) {
    throw problem(
      'time.gap',
      `${input.time} Uhr gibt es am ${input.date} nicht: Die Uhren werden in dieser Nacht vorgestellt.`,
      'Wählen Sie 01:59 Uhr oder 03:00 Uhr.',
      [
        { label: '01:59 Uhr (MEZ)', value: '01:59' },
        { label: '03:00 Uhr (MESZ)', value: '03:00' },
      ],
    );
  }
  if (found.length === 2 && input.fold === null) {
    throw problem(
      'time.twice',
      `${input.time} Uhr gibt es am ${input.date} zweimal: Die Uhren werden in dieser Nacht zurückgestellt.`,
      'Wählen Sie das erste oder das zweite Mal.',
      [
        { label: `${input.time} Uhr Sommerzeit`, value: 'earlier' },
        { label: `${input.time} Uhr Normalzeit`, value: 'later' },
      ],
    );
  }
  const utc = input.fold === 'later' ? found.at(-1) : found[0];
  return at(utc ?? wall, found.length === 2 ? input.fold : null);
}

export function at(utc: number, fold: Fold | null = null): CivilTime {
  return {
    civil: new Date(utc + offset(utc)).toISOString().slice(0, 19),
    zone: 'Europe/Berlin',
    fold,
    utc: new Date(utc).toISOString(),
    tzdb: 'browser',
  };
}

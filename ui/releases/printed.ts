import type { Dateline } from '../host/bindings/Dateline.ts';
import type { Due } from '../host/bindings/Due.ts';
import type { Number as Line } from '../host/bindings/Number.ts';
import { t } from '../text/index.ts';
import { date, hour } from '../text/time.ts';

/** How parts of the sheet stand in one field, and are read from it again. */

export function numbersText(numbers: Line[]): string {
  return numbers.map(({ label, number }) => [label, number].filter(Boolean).join(' ')).join('\n');
}

/** "Telefon +49 351 …": the words before the first digit are the label. */
export function readNumbers(text: string): Line[] {
  return lines(text).map((line) => {
    const found = /^(.*?)\s*([+(]?\d[\s\S]*)$/.exec(line);
    return found ? { label: found[1] ?? '', number: found[2] ?? '' } : { label: line.trim(), number: '' };
  });
}

/** The lines of a field; an empty field has none. */
export function lines(text: string): string[] {
  const all = text.split('\n').map((line) => line.trimEnd());
  while (all.length > 0 && all.at(-1) === '') all.pop();
  return all;
}

/** "Dresden (21.11.2023) –" names the place and the day. */
export function readDateline(words: string): Dateline {
  const found = /^(.*?)\s*\(\s*(?:[^)]*?\s)?(\d{1,2})\.(\d{1,2})\.(\d{4})\s*\)/.exec(words);
  if (!found) return { place: words.replace(/[\s,–-]+$/, '').replace(/\s*\(.*$/, ''), date: null, words };
  const [, place = '', day = '', month = '', year = ''] = found;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const real = !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso);
  return { place: place.trim(), date: real ? iso : null, words };
}

/** "Sperrfrist: 21.11.2023, 17:00 Uhr". */
export function usualNote(due: Due | null): string {
  if (due === null) return t.release.usualNote('');
  if (due.kind === 'onSignal') return t.release.usualNote(due.words);
  return t.release.usualNote(`${date(due.utc)}, ${hour(due.utc)}`);
}

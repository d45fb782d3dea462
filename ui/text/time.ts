/** Dates and times as German readers write them (DIN 5008, numeric form with weekday), in the desk's zone. */

const NB = '\u00a0';

let zone = 'Europe/Berlin';

/** The IANA zone all times are shown in, as the desk says. */
export function useZone(name: string): void {
  zone = name;
}

interface Civil {
  weekday: string;
  day: string;
  month: string;
  year: string;
  hour: string;
  minute: string;
  second: string;
}

export type Instant = string | number | Date;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${zone} ${key}`;
  let made = formats.get(name);
  if (!made) {
    made = new Intl.DateTimeFormat('de-DE', { timeZone: zone, ...options });
    formats.set(name, made);
  }
  return made;
}

export function civil(instant: Instant): Civil {
  const parts = format('civil', {
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? '';
  return {
    weekday: of('weekday').replace('.', ''),
    day: of('day'),
    month: of('month'),
    year: of('year'),
    hour: of('hour'),
    minute: of('minute'),
    second: of('second'),
  };
}

/** "17:00", with seconds only where they say something. */
export function clock(instant: Instant): string {
  const { hour, minute, second } = civil(instant);
  return second === '00' ? `${hour}:${minute}` : `${hour}:${minute}:${second}`;
}

/** "17:00", never with seconds: for axes and the now-line. */
export function minutes(instant: Instant): string {
  const { hour, minute } = civil(instant);
  return `${hour}:${minute}`;
}

/** "17:00:00". */
export function seconds(instant: Instant): string {
  const { hour, minute, second } = civil(instant);
  return `${hour}:${minute}:${second}`;
}

/** "17:00:00,012". */
export function millis(instant: Instant): string {
  const ms = ((new Date(instant).getTime() % 1000) + 1000) % 1000;
  return `${seconds(instant)},${String(ms).padStart(3, '0')}`;
}

/** "17:00 Uhr". */
export function hour(instant: Instant): string {
  return `${clock(instant)}${NB}Uhr`;
}

/** "15:52 Uhr", never with seconds: for what people remember by the minute. */
export function minuteHour(instant: Instant): string {
  return `${minutes(instant)}${NB}Uhr`;
}

/** The same, with the day where it is not today: "Mi., 22.11.2023, 15:52 Uhr". */
export function nearMinute(instant: Instant, now: Instant): string {
  return day(instant) === day(now) ? minuteHour(instant) : `${weekdayDate(instant)}, ${minuteHour(instant)}`;
}

/** A clock on some wall, as `YYYY-MM-DDTHH:MM:SS` without a zone: "heute 10:14", else "21.11.2023 10:14". */
export function civilMinute(written: string, now: Instant): string {
  const [, year = '', month = '', day = '', time = ''] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(written) ?? [];
  const on = `${day}.${month}.${year}`;
  return `${on === date(now) ? 'heute' : on}${NB}${time}`;
}

/** "21.11.2023". */
export function date(instant: Instant): string {
  const { day, month, year } = civil(instant);
  return `${day}.${month}.${year}`;
}

/** "Di., 21.11.2023". */
export function weekdayDate(instant: Instant): string {
  return `${civil(instant).weekday}., ${date(instant)}`;
}

/** "Di., 21.11.2023, 17:00 Uhr". */
export function fullTime(instant: Instant): string {
  return `${weekdayDate(instant)}, ${hour(instant)}`;
}

/** "Dienstag, 21. November 2023". */
export function longDate(instant: Instant): string {
  return format('long', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .format(new Date(instant))
    .replace(/(\d)\. /, `$1.${NB}`);
}

/** "2023-11-21", to compare days. */
export function day(instant: Instant): string {
  const { day: d, month, year } = civil(instant);
  return `${year}-${month}-${d}`;
}

/** "17:00 Uhr" today, else "Mi., 22.11.2023, 09:00 Uhr". */
export function near(instant: Instant, now: Instant): string {
  return day(instant) === day(now) ? hour(instant) : fullTime(instant);
}

/** "17:00 Uhr" today, "Mi., 09:00 Uhr" within some days, else "Mi., 29.11.2023, 09:00 Uhr". */
export function soon(instant: Instant, now: Instant): string {
  const away = Math.abs(new Date(instant).getTime() - new Date(now).getTime());
  return day(instant) === day(now) || away > 6 * 86_400_000
    ? near(instant, now)
    : `${civil(instant).weekday}., ${hour(instant)}`;
}

/** For lists: "17:00" today, "Mo., 10:00" within the last days, else "Mi., 22.11., 09:00". */
export function brief(instant: Instant, now: Instant): string {
  if (day(instant) === day(now)) return clock(instant);
  const { weekday, day: d, month, year } = civil(instant);
  const past = new Date(now).getTime() - new Date(instant).getTime();
  if (past > 0 && past < 6 * 86_400_000) return `${weekday}., ${clock(instant)}`;
  return year === civil(now).year
    ? `${weekday}., ${d}.${month}., ${clock(instant)}`
    : `${d}.${month}.${year}, ${clock(instant)}`;
}

/** "MEZ", "MESZ", or "GMT+2" where German has no name. */
export function zoneName(instant: Instant): string {
  const parts = format('zone', { timeZoneName: 'short' }).formatToParts(new Date(instant));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** "18 Minuten", "1 Minute", "90 Sekunden" under two minutes, then hours and days. */
export function span(ms: number): string {
  const left = Math.max(0, Math.ceil(ms / 1000));
  if (left < 120) return left === 1 ? `1${NB}Sekunde` : `${left}${NB}Sekunden`;
  const minutesLeft = Math.ceil(left / 60);
  if (minutesLeft < 120) return `${minutesLeft}${NB}Minuten`;
  const hours = Math.floor(minutesLeft / 60);
  if (hours < 48) {
    const rest = minutesLeft % 60;
    return rest === 0 || hours >= 12 ? `${hours}${NB}Stunden` : `${hours}${NB}Stunden ${rest}${NB}Minuten`;
  }
  return `${Math.floor(hours / 24)}${NB}Tagen`;
}

/** The same for narrow places, number and unit apart: `['9', 'min']`. */
export function shortSpan(ms: number): [string, string] {
  const left = Math.max(0, Math.ceil(ms / 1000));
  if (left < 120) return [String(left), 's'];
  const minutesLeft = Math.ceil(left / 60);
  if (minutesLeft < 120) return [String(minutesLeft), 'min'];
  const hours = Math.floor(minutesLeft / 60);
  return hours < 48 ? [String(hours), 'h'] : [String(Math.floor(hours / 24)), 'Tagen'];
}

/** How far the clocks are apart: "0,2 s", "4 min 12 s". */
export function deviation(ms: number): string {
  const sign = ms <= -50 ? '−' : '';
  const abs = Math.abs(ms);
  if (abs < 60_000) return `${sign}${(abs / 1000).toFixed(1).replace('.', ',')}${NB}s`;
  return `${sign}${Math.floor(abs / 60_000)}${NB}min ${Math.floor((abs % 60_000) / 1000)}${NB}s`;
}

/** How far a clock is wrong, roughly and in words: "3 Minuten", "45 Sekunden". */
export function roughly(ms: number): string {
  const abs = Math.abs(ms);
  return span(abs < 120_000 ? Math.round(abs / 1000) * 1000 : Math.round(abs / 60_000) * 60_000);
}

/** "9,7 MB", "612 KB". */
export function size(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1).replace('.', ',')}${NB}MB`;
  return `${Math.max(1, Math.round(bytes / 1000))}${NB}KB`;
}

/** How far the zone's civil time is ahead of UTC at an instant, in milliseconds. */
export function offset(instant: Instant): number {
  const at = Math.floor(new Date(instant).getTime() / 1000) * 1000;
  const { year, month, day: d, hour: h, minute, second } = civil(at);
  return Date.UTC(+year, +month - 1, +d, +h, +minute, +second) - at;
}

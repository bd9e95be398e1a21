import { fault } from './define.ts';

/** The fields of an instant in a time zone. */
export interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  readonly weekday: number;
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly zone: string;
}

export const MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const WEEKDAYS: readonly string[] = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const formats = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
        era: 'short',
      });
    } catch {
      return fault(`unknown time zone ${zone}`);
    }
    if (formats.size > 600) formats.clear();
    formats.set(zone, format);
  }
  return format;
}

/** Seconds east of UTC at an instant, from the time zone data of the runtime. */
export function offsetAt(seconds: number, zone: string): number {
  if (zone === '' || zone === 'UTC') return 0;
  const parts = Object.fromEntries(
    zoneFormat(zone)
      .formatToParts(seconds * 1000)
      .map(({ type, value }) => [type, value]),
  );
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  return (
    utcSeconds(year, Number(parts['month']), Number(parts['day'])) +
    Number(parts['hour']) * 3600 +
    Number(parts['minute']) * 60 +
    Number(parts['second']) -
    seconds
  );
}

/** Seconds since 1970 of midnight; months and days may be out of their range, as in Go. */
export function utcSeconds(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / 1000;
}

export function clockAt(nanoseconds: bigint, zone: string): Clock {
  let seconds = nanoseconds / 1_000_000_000n;
  let rest = nanoseconds % 1_000_000_000n;
  if (rest < 0n) {
    rest += 1_000_000_000n;
    seconds -= 1n;
  }
  const fixed = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  const offset = fixed ? (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 3600 + Number(fixed[3]) * 60) : offsetAt(Number(seconds), zone);
  const date = new Date((Number(seconds) + offset) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    nanosecond: Number(rest),
    weekday: date.getUTCDay(),
    offset,
    zone: zone === '' ? 'UTC' : zone,
  };
}

/** The instant that a clock in a zone shows. */
export function instantOf(year: number, month: number, day: number, secondOfDay: number, nanosecond: bigint, zone: string): bigint {
  const local = utcSeconds(year, month, day) + secondOfDay;
  const first = local - offsetAt(local, zone);
  const offset = offsetAt(first, zone);
  return BigInt(local - offset) * 1_000_000_000n + nanosecond;
}

import type { Runtime } from '../evaluate/runtime.ts';
import { isArray, isNumber, numberOf, toInteger, type Value } from '../values/index.ts';
import { type Clock, clockAt, instantOf, WEEKDAYS } from './clock.ts';
import { countAt, define, type Family, fault, stringAt, typeFault } from './define.ts';
import { formatClock, layoutOf, parseClock } from './layout.ts';

const MIN = -(1n << 63n);
const MAX = (1n << 63n) - 1n;

function inRange(nanoseconds: bigint): Value {
  return nanoseconds < MIN || nanoseconds > MAX ? fault('time outside of valid range') : numberOf(nanoseconds, 0);
}

/** An instant, an instant with its zone, or one with zone and layout. */
function instantAt(
  args: readonly Value[],
  index: number,
): { readonly ns: bigint; readonly zone: string; readonly layout: string | undefined } {
  const value = args[index] as Value;
  const [first, zone, layout] = isArray(value) ? value : [value];
  if (!isNumber(first)) return typeFault(index, 'either number (ns) or [number (ns), string (tz)]', 'another value');
  const ns = toInteger(first) ?? fault('timestamp is not an integer');
  if (ns < MIN || ns > MAX) return fault('timestamp too big');
  if (zone !== undefined && typeof zone !== 'string')
    return typeFault(index, 'either number (ns) or [number (ns), string (tz)]', 'another value');
  return { ns, zone: zone === 'Local' || zone === undefined ? 'UTC' : zone, layout: typeof layout === 'string' ? layout : undefined };
}

function clockOf(args: readonly Value[]): Clock {
  const { ns, zone } = instantAt(args, 0);
  return clockAt(ns, zone);
}

function now(rt: Runtime): bigint {
  return rt.host.now ?? fault('the time is not known to this evaluation');
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

function parseDuration(text: string): bigint {
  const match = /^([+-]?)((?:\d+(?:\.\d*)?(?:ns|us|µs|μs|ms|s|m|h)|\.\d+(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(text);
  if (!match) return fault(`time: invalid duration ${JSON.stringify(text)}`);
  let total = 0n;
  for (const part of (match[2] ?? '').matchAll(/(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g)) {
    const unit = UNITS[part[3] ?? ''] ?? 0n;
    const fraction = (part[2] ?? '').slice(0, 15);
    total += BigInt(part[1] || '0') * unit + (BigInt(fraction || '0') * unit) / 10n ** BigInt(fraction.length);
  }
  return match[1] === '-' ? -total : total;
}

function addDate(args: readonly Value[]): Value {
  const { ns, zone } = instantAt(args, 0);
  const c = clockAt(ns, zone);
  const [years, months, days] = [countAt(args, 1), countAt(args, 2), countAt(args, 3)];
  const result = instantOf(
    c.year + years,
    c.month + months,
    c.day + days,
    c.hour * 3600 + c.minute * 60 + c.second,
    BigInt(c.nanosecond),
    zone,
  );
  return inRange(result);
}

/** Years, months, days, hours, minutes and seconds between two instants, borrowing from the larger field. */
function difference(args: readonly Value[]): Value {
  let a = instantAt(args, 0);
  let b = instantAt(args, 1);
  if (a.ns > b.ns) [a, b] = [b, a];
  const from = clockAt(a.ns, a.zone);
  const to = clockAt(b.ns, a.zone);
  let [year, month, day] = [to.year - from.year, to.month - from.month, to.day - from.day];
  let [hour, minute, second] = [to.hour - from.hour, to.minute - from.minute, to.second - from.second];
  if (to.nanosecond < from.nanosecond) second--;
  if (second < 0) {
    second += 60;
    minute--;
  }
  if (minute < 0) {
    minute += 60;
    hour--;
  }
  if (hour < 0) {
    hour += 24;
    day--;
  }
  if (day < 0) {
    day += new Date(Date.UTC(from.year, from.month, 0)).getUTCDate();
    month--;
  }
  if (month < 0) {
    month += 12;
    year--;
  }
  return [year, month, day, hour, minute, second];
}

export const time: Family = {
  'time.now_ns': define(0, (_args, rt) => numberOf(now(rt), 0)),
  'time.parse_ns': define(2, (args) => inRange(parseClock(layoutOf(stringAt(args, 0)), stringAt(args, 1)))),
  'time.parse_rfc3339_ns': define(1, (args) => inRange(parseClock(layoutOf('RFC3339'), stringAt(args, 0)))),
  'time.parse_duration_ns': define(1, (args) => numberOf(parseDuration(stringAt(args, 0)), 0)),
  'time.format': define(1, (args) => {
    const { ns, zone, layout } = instantAt(args, 0);
    return formatClock(clockAt(ns, zone), layoutOf(layout === undefined || layout === '' ? 'RFC3339Nano' : layout));
  }),
  'time.date': define(1, (args) => {
    const { year, month, day } = clockOf(args);
    return [year, month, day];
  }),
  'time.clock': define(1, (args) => {
    const { hour, minute, second } = clockOf(args);
    return [hour, minute, second];
  }),
  'time.weekday': define(1, (args) => WEEKDAYS[clockOf(args).weekday]),
  'time.add_date': define(4, addDate),
  'time.diff': define(2, difference),
};

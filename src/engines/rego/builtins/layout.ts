import { type Clock, MONTHS, utcSeconds, WEEKDAYS } from './clock.ts';
import { fault } from './define.ts';

/** Constants of Go's package time that name a layout. */
const NAMED: Readonly<Record<string, string>> = {
  ANSIC: 'Mon Jan _2 15:04:05 2006',
  UnixDate: 'Mon Jan _2 15:04:05 MST 2006',
  RubyDate: 'Mon Jan 02 15:04:05 -0700 2006',
  RFC822: '02 Jan 06 15:04 MST',
  RFC822Z: '02 Jan 06 15:04 -0700',
  RFC850: 'Monday, 02-Jan-06 15:04:05 MST',
  RFC1123: 'Mon, 02 Jan 2006 15:04:05 MST',
  RFC1123Z: 'Mon, 02 Jan 2006 15:04:05 -0700',
  RFC3339: '2006-01-02T15:04:05Z07:00',
  RFC3339Nano: '2006-01-02T15:04:05.999999999Z07:00',
};

export function layoutOf(name: string): string {
  return NAMED[name] ?? name;
}

/** The pieces that mean something in a layout, the longest first: https://pkg.go.dev/time#pkg-constants. */
const PIECE =
  /January|Jan|Monday|Mon|MST|2006|Z07:00:00|Z07:00|Z0700|Z07|-07:00:00|-07:00|-0700|-07|[.,](?:0+|9+)(?!\d)|002|01|02|03|04|05|06|15|PM|pm|_2|1|2|3|4|5/g;

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function zoneText(piece: string, offset: number): string {
  if (piece.startsWith('Z') && offset === 0) return 'Z';
  const [hours, minutes, seconds] = [
    Math.floor(Math.abs(offset) / 3600),
    Math.floor((Math.abs(offset) % 3600) / 60),
    Math.abs(offset) % 60,
  ];
  const colon = piece.includes(':') ? ':' : '';
  const withMinutes = /0700|07:00/.test(piece) ? colon + two(minutes) : '';
  return `${offset < 0 ? '-' : '+'}${two(hours)}${withMinutes}${/07:00:00/.test(piece) ? colon + two(seconds) : ''}`;
}

export function formatClock(clock: Clock, layout: string): string {
  return layout.replace(PIECE, (piece) => formatPiece(piece, clock));
}

function formatPiece(piece: string, c: Clock): string {
  const fields: Readonly<Record<string, string>> = {
    January: MONTHS[c.month - 1] ?? '',
    Jan: (MONTHS[c.month - 1] ?? '').slice(0, 3),
    Monday: WEEKDAYS[c.weekday] ?? '',
    Mon: (WEEKDAYS[c.weekday] ?? '').slice(0, 3),
    MST: c.offset === 0 && c.zone === 'UTC' ? 'UTC' : zoneText('-0700', c.offset).replace(/00$/, ''),
    2006: String(c.year).padStart(4, '0'),
    '06': two(((c.year % 100) + 100) % 100),
    '01': two(c.month),
    1: String(c.month),
    '02': two(c.day),
    _2: String(c.day).padStart(2, ' '),
    2: String(c.day),
    '002': String((utcSeconds(c.year, c.month, c.day) - utcSeconds(c.year, 1, 1)) / 86_400 + 1).padStart(3, '0'),
    15: two(c.hour),
    '03': two(c.hour % 12 || 12),
    3: String(c.hour % 12 || 12),
    '04': two(c.minute),
    4: String(c.minute),
    '05': two(c.second),
    5: String(c.second),
    PM: c.hour < 12 ? 'AM' : 'PM',
    pm: c.hour < 12 ? 'am' : 'pm',
  };
  const field = fields[piece];
  if (field !== undefined) return field;
  if (/^[.,]/.test(piece)) {
    const digits = String(c.nanosecond)
      .padStart(9, '0')
      .slice(0, piece.length - 1);
    const kept = piece[1] === '9' ? digits.replace(/0+$/, '') : digits;
    return kept === '' ? '' : `${piece[0]}${kept}`;
  }
  return zoneText(piece, c.offset);
}

/** What each piece accepts, and the field that it sets. */
const ACCEPTS: Readonly<Record<string, readonly [string, string]>> = {
  January: ['month-name', `(${MONTHS.join('|')})`],
  Jan: ['month-name', `(${MONTHS.map((name) => name.slice(0, 3)).join('|')})`],
  Monday: ['', `(${WEEKDAYS.join('|')})`],
  Mon: ['', `(${WEEKDAYS.map((name) => name.slice(0, 3)).join('|')})`],
  MST: ['abbreviation', '([A-Z]{3,5}|[+-]\\d{2}(?:\\d{2})?)'],
  2006: ['year', '(\\d{4})'],
  '06': ['short-year', '(\\d{2})'],
  '01': ['month', '(\\d{2})'],
  1: ['month', '(\\d{1,2})'],
  '02': ['day', '(\\d{2})'],
  _2: ['day', ' ?(\\d{1,2})'],
  2: ['day', '(\\d{1,2})'],
  '002': ['year-day', '(\\d{3})'],
  15: ['hour', '(\\d{2})'],
  '03': ['hour', '(\\d{2})'],
  3: ['hour', '(\\d{1,2})'],
  '04': ['minute', '(\\d{2})'],
  4: ['minute', '(\\d{1,2})'],
  // Go takes a fraction after the seconds even where the layout has none.
  '05': ['second', '(\\d{2}(?:[.,]\\d+)?)'],
  5: ['second', '(\\d{1,2}(?:[.,]\\d+)?)'],
  PM: ['half', '(AM|PM)'],
  pm: ['half', '(am|pm)'],
};

/** Nanoseconds since 1970 of a text in a layout. */
export function parseClock(layout: string, text: string): bigint {
  const fields: string[] = [];
  let pattern = '^';
  let at = 0;
  const escape = (plain: string): string => plain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  for (const match of layout.matchAll(PIECE)) {
    const piece = match[0];
    pattern += escape(layout.slice(at, match.index));
    at = match.index + piece.length;
    const known = ACCEPTS[piece];
    if (known) {
      fields.push(known[0]);
      pattern += known[1];
    } else if (/^[.,]/.test(piece)) {
      const previous = fields.at(-1);
      // The seconds before have taken the fraction already.
      if (previous !== 'second') {
        fields.push('fraction');
        pattern += piece[1] === '9' ? '((?:[.,]\\d+)?)' : `([.,]\\d{${piece.length - 1}})`;
      }
    } else {
      fields.push('zone');
      const colon = piece.includes(':') ? ':' : '';
      const digits = /0700|07:00/.test(piece) ? `${colon}\\d{2}` : '';
      pattern += `(${piece.startsWith('Z') ? 'Z|' : ''}[+-]\\d{2}${digits}${/07:00:00/.test(piece) ? ':\\d{2}' : ''})`;
    }
  }
  const found = new RegExp(`${pattern}${escape(layout.slice(at))}$`).exec(text);
  if (!found)
    return fault(
      `parsing time ${JSON.stringify(text)} as ${JSON.stringify(layout)}: cannot parse ${JSON.stringify(text)} as ${JSON.stringify(layout)}`,
    );
  const read = new Map(fields.map((field, i) => [field, found[i + 1] ?? '']));
  return assemble(read, text);
}

function assemble(read: ReadonlyMap<string, string>, text: string): bigint {
  const number = (field: string, fallback: number): number => (read.has(field) ? Number(read.get(field)) : fallback);
  const shortYear = number('short-year', 0);
  const year = read.has('year') ? number('year', 0) : read.has('short-year') ? shortYear + (shortYear >= 69 ? 1900 : 2000) : 0;
  const name = read.get('month-name');
  const month = name === undefined ? number('month', 1) : MONTHS.findIndex((candidate) => candidate.startsWith(name)) + 1;
  const day = number('day', 1);
  const [second = '0', fraction = ''] = (read.get('second') ?? '0').split(/[.,]/);
  const nanoseconds = (fraction || (read.get('fraction') ?? '').slice(1)).padEnd(9, '0').slice(0, 9);
  let hour = number('hour', 0);
  const half = read.get('half')?.toLowerCase();
  if (half !== undefined) hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  const last = new Date(utcSeconds(year, month + 1, 0) * 1000).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > last || hour > 23 || number('minute', 0) > 59 || Number(second) > 59) {
    return fault(`parsing time ${JSON.stringify(text)}: out of range`);
  }
  const zone = /^([+-])(\d{2}):?(\d{2})?:?(\d{2})?$/.exec(read.get('zone') ?? '');
  const offset = zone ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 3600 + Number(zone[3] ?? 0) * 60 + Number(zone[4] ?? 0)) : 0;
  const seconds = utcSeconds(year, month, day) + hour * 3600 + number('minute', 0) * 60 + Number(second) - offset;
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
}

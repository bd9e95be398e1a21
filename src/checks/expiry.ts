/**
 * The last day, as `YYYY-MM-DD` (UTC), that lies before a moment at least in part; `undefined` for what is no date or time of RFC 3339.
 * Scanners that end an ignore at a moment, which for a day alone is its first, hold it through the day before.
 */
export function lastDayBefore(moment: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})?)?$/.exec(moment);
  if (!match) return undefined;
  const [, year, month, day] = match;
  // Date counts 31 April as 1 May; a day that does not exist is none.
  if (new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() !== Number(day)) return undefined;
  const text = moment.replace(' ', 'T').toUpperCase();
  const time = Date.parse(text.length > 10 && !/(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? `${text}Z` : text);
  if (Number.isNaN(time) || year === '0000') return undefined;
  return new Date(time - 1).toISOString().slice(0, 10);
}

import { UsageError } from '../../usage-error.ts';

const UNITS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration as Go reads it (`1m30s`). Throws a UsageError for anything else. https://pkg.go.dev/time#ParseDuration */
export function parseGoDuration(text: string, option: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/gy)];
  const length = parts.reduce((sum, [part]) => sum + part.length, 0);
  if (text === '0') return 0;
  if (parts.length === 0 || length !== text.length)
    throw new UsageError(`${option} cannot be "${text}"`, { hint: 'a duration is a number with a unit, such as 500ms, 5s or 1m30s' });
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0);
}

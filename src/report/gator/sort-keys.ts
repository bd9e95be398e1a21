import { compareText, isRecord } from '../../core/index.ts';

/** Maps of Go are written by the order of their keys. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted(compareText)
      .map((key) => [key, sortKeys(value[key])]),
  );
}

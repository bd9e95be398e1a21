import { type FieldPath, recordAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';

export interface ConfigValue {
  readonly key: string;
  readonly path: FieldPath;
  readonly text: string;
}

/** The values of a ConfigMap as a program reads them. */
export function* valuesOf(object: InventoryObject): Generator<ConfigValue> {
  for (const [key, text] of Object.entries(recordAt(object.value, 'data'))) {
    if (typeof text === 'string') yield { key, path: ['data', key], text };
  }
  for (const [key, raw] of Object.entries(recordAt(object.value, 'binaryData'))) {
    if (typeof raw === 'string') yield { key, path: ['binaryData', key], text: Buffer.from(raw, 'base64').toString('utf8') };
  }
}

/** ` in line 3`; nothing for a value of one line. */
export function describeLine(text: string, start: number): string {
  return text.trimEnd().includes('\n') ? ` in line ${text.slice(0, start).split('\n').length}` : '';
}

import { type FieldPath, recordAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import { isFillIn } from '../credentials/index.ts';

export interface SecretValue {
  readonly key: string;
  readonly path: FieldPath;
  /** What a program reads: decoded, where it stands under `data`. */
  readonly text: string;
}

/** The values of a Secret that hold something; those to be filled in later, encrypted by SOPS or referring to a vault are left out. */
export function* valuesOf(object: InventoryObject): Generator<SecretValue> {
  for (const field of ['data', 'stringData'] as const) {
    for (const [key, raw] of Object.entries(recordAt(object.value, field))) {
      if (typeof raw !== 'string' || isFillIn(raw)) continue;
      const text = field === 'data' ? decode(raw) : raw;
      if (!isFillIn(text)) yield { key, path: [field, key], text };
    }
  }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The API server refuses what is not base64; the text then stands in the file as it is. */
function decode(raw: string): string {
  const compact = raw.replace(/\s+/g, '');
  return BASE64.test(compact) ? Buffer.from(compact, 'base64').toString('utf8') : raw;
}

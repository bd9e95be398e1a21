import { readFileSync } from 'node:fs';
import { type FieldPath, formatPlace, indexLines, isRecord } from '../../core/index.ts';
import { readYaml } from '../../formats/index.ts';
import { UsageError } from '../usage-error.ts';

/** What a line of a file of expected connectivity says. */
type Content =
  | { readonly kind: 'allow' | 'deny'; readonly from: string; readonly to: string }
  /** Nobody from outside the namespace gets in. */
  | { readonly kind: 'isolated'; readonly namespace: string }
  /** Nobody but these reaches it. */
  | { readonly kind: 'only'; readonly from: readonly string[]; readonly to: string };

/** One line, with its place in the file and its reason. */
export type Expectation = Content & { readonly place: string; readonly why?: string };

const KEYS: Readonly<Record<string, readonly string[]>> = {
  allow: ['allow', 'why'],
  deny: ['deny', 'why'],
  isolated: ['isolated', 'why'],
  only: ['only', 'to', 'why'],
};

/** Reads such a file; a UsageError tells the place of the first mistake. */
export function readExpectations(file: string): readonly Expectation[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return parseExpectations(text, file);
}

export function parseExpectations(text: string, file: string): readonly Expectation[] {
  const { documents, errors } = readYaml(text);
  const lines = indexLines(text);
  const placeOf = (start: number, end: number): string => formatPlace({ file, range: lines.rangeOf(start, end) });
  const [error] = errors;
  if (error) throw new UsageError(error.message, { place: placeOf(error.offset, error.offset) });
  const [document] = documents;
  const at = (path: FieldPath): string => {
    const found = document?.locate(path);
    return found ? placeOf(found.start, found.end) : file;
  };
  const list = isRecord(document?.value) ? document.value['expect'] : undefined;
  if (!Array.isArray(list)) throw new UsageError(`${file} has no list called expect`, { place: at([]), hint: EXAMPLE });
  return list.map((item: unknown, index) => {
    const place = at(['expect', index]);
    if (!isRecord(item)) throw new UsageError('an expectation is a map', { place, hint: EXAMPLE });
    const kinds = Object.keys(KEYS).filter((key) => key in item);
    const [kind, another] = kinds;
    if (kind === undefined) throw new UsageError(`an expectation is one of: ${Object.keys(KEYS).join(', ')}`, { place, hint: EXAMPLE });
    if (another !== undefined) throw new UsageError(`${kind} and ${another} are two expectations`, { place });
    const unknown = Object.keys(item).find((key) => !KEYS[kind]?.includes(key));
    if (unknown !== undefined) {
      throw new UsageError(`${kind} knows no ${unknown}`, {
        place: at(['expect', index, unknown]),
        hint: `its keys are: ${KEYS[kind]?.join(', ')}`,
      });
    }
    const why = typeof item['why'] === 'string' ? { why: item['why'] } : {};
    return { place, ...why, ...readExpectation(kind, item, place) };
  });
}

const EXAMPLE =
  'for example:\n  expect:\n    - allow: shop/frontend -> shop/cart:7070\n    - isolated: payments\n    - only: [shop/orders]\n      to: data/postgres:5432';

function readExpectation(kind: string, item: Readonly<Record<string, unknown>>, place: string): Content {
  const value = item[kind];
  if (kind === 'isolated') {
    if (typeof value !== 'string') throw new UsageError('isolated is the name of a namespace', { place });
    return { kind, namespace: value.replace(/^ns\//, '') };
  }
  if (kind === 'only') {
    const from = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
    const to = item['to'];
    if (typeof to !== 'string') throw new UsageError('only needs a to: who is reached', { place });
    return { kind, from, to };
  }
  const [from, to, ...rest] = typeof value === 'string' ? value.split(/\s*(?:->|→)\s*/) : [];
  if (!from || !to || rest.length > 0)
    throw new UsageError(`${kind} is FROM -> TO`, { place, hint: 'for example: shop/frontend -> shop/cart:7070' });
  return { kind: kind === 'allow' ? 'allow' : 'deny', from: from.trim(), to: to.trim() };
}

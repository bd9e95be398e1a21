import { CATALOGUE, defaultSettings, detectCredentials, evaluateChecks, strengthOfName } from '../checks/index.ts';
import { type FieldPath, isRecord, type Place, recordAt, valueAt } from '../core/index.ts';
import type { Inventory, InventoryObject, SourceText } from '../inventory/index.ts';

/**
 * Lines of the sources in which no secret can be read. Every character of a secret becomes a dot, so that columns stay true. Several nets
 * overlap, and too much is hidden rather than too little: the values of Secrets, by their place and again by their look; what checks about
 * credentials point at; every other value that is named like a credential or looks like one; and what looks like one in a line by itself, which
 * finds those in comments.
 */
export class HiddenText {
  readonly #objects: ReadonlyMap<string, readonly InventoryObject[]>;
  readonly #credentials: ReadonlyMap<string, readonly Place[]>;
  readonly #masked = new Map<string, Map<number, string>>();

  constructor(inventory: Inventory) {
    this.#objects = Map.groupBy(inventory.objects, ({ file }) => file.name);
    this.#credentials = Map.groupBy(placesOfCredentials(inventory), ({ file }) => file);
  }

  /** A line by its number, from 1; `undefined` beyond the end and for files that hold no object. */
  lineAt(file: string, line: number): string | undefined {
    const source = this.#objects.get(file)?.[0]?.file;
    if (!source) return undefined;
    let masked = this.#masked.get(file);
    if (!masked) this.#masked.set(file, (masked = this.#mask(source)));
    const text = masked.get(line) ?? source.lineAt(line);
    return text === undefined ? undefined : maskCredentials(text);
  }

  #mask(source: SourceText): Map<number, string> {
    const masked = new Map<number, string>();
    const objects = this.#objects.get(source.name) ?? [];
    for (const place of this.#credentials.get(source.name) ?? []) maskPlace(place, source, masked);
    for (const object of objects) {
      for (const path of secretPaths(object)) {
        const { place, exact } = object.locate(path);
        if (exact) maskPlace(place, source, masked);
      }
      if (isSecret(object)) maskDataOfDocument(object.locate([]).place.range.start.line, source, masked);
    }
    return masked;
  }
}

const CREDENTIAL_CHECK = /^(?:config-map\/|workload\/credential-|kubeconfig\/embedded-credentials$|encryption\/key-)/;

/** The checks know best where credentials stand, also those that this run was not asked about. */
function placesOfCredentials(inventory: Inventory): Place[] {
  const checks = CATALOGUE.filter(({ id }) => CREDENTIAL_CHECK.test(id));
  const { findings } = evaluateChecks(inventory, checks, defaultSettings(new Date(0)));
  return findings.flatMap(({ origin }) => origin.filter(({ exact }) => exact).map(({ place }) => place));
}

function isSecret({ group, kind }: InventoryObject): boolean {
  return group === '' && kind === 'Secret';
}

function* secretPaths(object: InventoryObject): Generator<FieldPath> {
  const wrong = object.shapeErrors.map(({ path }) => path);
  if (isSecret(object)) {
    for (const field of ['data', 'stringData']) for (const key of Object.keys(recordAt(object.value, field))) yield [field, key];
    for (const key of Object.keys(recordAt(object.value, 'metadata', 'annotations'))) yield ['metadata', 'annotations', key];
    yield* wrong;
    return;
  }
  // A number where a text should be is refused by the API server, and is a password all the same.
  for (const path of wrong) if (strengthOfName(nameOf(object.value, path))) yield path;
  yield* credentialLeaves(object.value, [], undefined);
}

function nameOf(root: unknown, path: FieldPath): string {
  const last = path.at(-1);
  const sibling = last === 'value' ? valueAt(root, [...path.slice(0, -1), 'name']) : undefined;
  return String(typeof sibling === 'string' ? sibling : (last ?? ''));
}

function* credentialLeaves(value: unknown, path: FieldPath, name: string | undefined): Generator<FieldPath> {
  if (typeof value === 'string') {
    if (value !== '' && ((name !== undefined && strengthOfName(name)) || detectCredentials(value, name).length > 0)) yield path;
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const before: unknown = value[index - 1];
      const option = typeof before === 'string' ? /^--?([\w.-]{1,80})$/.exec(before)?.[1] : undefined;
      yield* credentialLeaves(item, [...path, index], option);
    }
  } else if (isRecord(value)) {
    const named = typeof value['name'] === 'string' ? value['name'] : undefined;
    for (const [key, item] of Object.entries(value)) yield* credentialLeaves(item, [...path, key], key === 'value' ? (named ?? key) : key);
  }
}

const KEY = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'{[,][^:]*?)\s*:(?:\s+|$)/;

/** Hides the value at a place whose range starts at its key. */
function maskPlace({ range: { start, end } }: Place, source: SourceText, masked: Map<number, string>): void {
  for (let line = start.line; line <= end.line; line++) {
    const text = masked.get(line) ?? source.lineAt(line);
    if (text === undefined) return;
    let from = line === start.line ? start.column - 1 : 0;
    const to = line === end.line ? end.column - 1 : text.length;
    if (line === start.line) from += KEY.exec(text.slice(from, to))?.[0].length ?? 0;
    masked.set(line, text.slice(0, from) + dots(text.slice(from, to)) + text.slice(to));
  }
}

const DATA = /^(\s*(?:- )?\s*["']?(?:data|stringData)["']?\s*:)(.*)$/;
const MARKER = /^(?:---|\.\.\.)(?:\s|$)/;

/** Hides what stands under `data` and `stringData` in the document around a line, also what a second key of the same name has replaced. */
function maskDataOfDocument(inside: number, source: SourceText, masked: Map<number, string>): void {
  let line = inside;
  while (line > 1 && !MARKER.test(source.lineAt(line) ?? '')) line--;
  let indent: number | undefined;
  for (; ; line++) {
    const text = masked.get(line) ?? source.lineAt(line);
    if (text === undefined || (line > inside && MARKER.test(text))) return;
    const data = DATA.exec(text);
    const depth = text.length - text.trimStart().length;
    if (indent !== undefined && text.trim() !== '' && depth <= indent) indent = undefined;
    if (indent !== undefined) {
      const key = KEY.exec(text.trimStart())?.[0].length ?? 0;
      masked.set(line, text.slice(0, depth + key) + dots(text.slice(depth + key)));
    } else if (data) {
      indent = depth;
      masked.set(line, (data[1] ?? '') + dots(data[2] ?? ''));
    }
  }
}

function maskCredentials(text: string): string {
  let masked = text;
  for (const { start, end } of detectCredentials(text)) masked = masked.slice(0, start) + dots(text.slice(start, end)) + masked.slice(end);
  return masked;
}

function dots(text: string): string {
  return text.replace(/\S/g, '•');
}

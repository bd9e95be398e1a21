import type { Scanner } from '../checks/index.ts';
import { didYouMean, type FieldPath, isRecord, type Problem } from '../core/index.ts';
import { readYaml, type YamlDocument } from '../formats/index.ts';
import type { SourceText } from '../inventory/index.ts';
import type { Entry, EntryOrigin, SourceReading } from './entry.ts';

/** A value somewhere in a YAML or JSON file, with what is needed to say where. */
export interface Node {
  readonly value: unknown;
  readonly path: FieldPath;
}

/** A YAML or JSON file of another scanner: its root, and what was wrong in it. */
export class StructuredFile {
  readonly file: SourceText;
  readonly root: Node | undefined;
  readonly problems: Problem[] = [];
  readonly #scanner: Scanner;
  readonly #document: YamlDocument | undefined;

  constructor(file: SourceText, scanner: Scanner) {
    this.file = file;
    this.#scanner = scanner;
    const { documents, errors } = readYaml(file.text);
    for (const error of errors) {
      this.problems.push({
        code: error.isLimit ? 'limit' : 'unparsable',
        message: error.message,
        place: file.placeOf(error.offset, error.offset),
        hint: `correct the file; ${scanner} cannot read it either`,
      });
    }
    [this.#document] = documents;
    const value = this.#document?.value ?? undefined;
    this.root = errors.length > 0 || value === undefined ? undefined : { value, path: [] };
  }

  origin(node: Node, text: string): EntryOrigin {
    const { start, end } = this.#locate(node.path);
    return { scanner: this.#scanner, file: this.file, place: this.file.placeOf(start, end), text };
  }

  wrongType(node: Node, expected: string): void {
    const found =
      node.value === null ? 'empty' : Array.isArray(node.value) ? 'a list' : isRecord(node.value) ? 'a mapping' : typeof node.value;
    const name = node.path.findLast((step) => typeof step === 'string') ?? 'the file';
    const { start, end } = this.#locate(node.path);
    this.problems.push({
      code: 'bad-shape',
      message: `${name} must be ${expected} and is ${found}`,
      place: this.file.placeOf(start, end),
      hint: `see the documentation of ${this.#scanner}`,
    });
  }

  /** The members of a mapping; none, and a problem, for anything else. */
  members(node: Node): ReadonlyMap<string, Node> {
    if (isRecord(node.value)) return new Map(Object.entries(node.value).map(([key, value]) => [key, { value, path: [...node.path, key] }]));
    this.wrongType(node, 'a mapping');
    return new Map();
  }

  /** The items of a list; none for an empty value, none and a problem for anything else. */
  items(node: Node): Node[] {
    if (node.value === null) return [];
    if (Array.isArray(node.value)) return node.value.map((value, index) => ({ value, path: [...node.path, index] }));
    this.wrongType(node, 'a list');
    return [];
  }

  /** Texts of a list; with `commas`, also those of one text that separates them by commas. */
  texts(node: Node, commas = false): (Node & { readonly value: string })[] {
    if (commas && typeof node.value === 'string') return split(node.value, node.path);
    const found: (Node & { readonly value: string })[] = [];
    for (const item of this.items(node)) {
      if (typeof item.value !== 'string') this.wrongType(item, 'a list of texts');
      else if (commas) found.push(...split(item.value, item.path));
      else found.push({ value: item.value, path: item.path });
    }
    return found;
  }

  /** The comment behind a value on its line, else the comment lines directly above it. */
  commentOf(node: Node): string | undefined {
    const { place } = this.origin(node, '');
    const line = place.range.start.line;
    const own = this.file.lineAt(line)?.slice(place.range.end.line === line ? place.range.end.column - 1 : 0) ?? '';
    const behind = /^["']?\s*,?\s*#+\s*(.*)$/.exec(own)?.[1];
    if (behind) return behind;
    const above: string[] = [];
    for (let at = line - 1; at > 0; at--) {
      const text = /^\s*#+\s*(.*)$/.exec(this.file.lineAt(at) ?? '')?.[1];
      if (text === undefined) break;
      above.unshift(text);
    }
    const text = above.join(' ').trim();
    return text === '' ? undefined : text;
  }

  unknownKey(key: string, known: readonly string[]): string {
    const nearest = didYouMean(key, known);
    return nearest ? `unknown key; did you mean ${nearest}?` : `seawall has nothing like this key of ${this.#scanner}`;
  }

  reading(entries: readonly Entry[]): SourceReading {
    return { entries, problems: this.problems };
  }

  #locate(path: FieldPath): { readonly start: number; readonly end: number } {
    return this.#document?.locate(path) ?? { start: 0, end: 0 };
  }
}

function split(text: string, path: FieldPath): (Node & { readonly value: string })[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((value) => ({ value, path }));
}

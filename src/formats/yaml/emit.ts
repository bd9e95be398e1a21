import { resolvePlain } from './scalar.ts';

/** How a text is written, so that what is added looks like it. */
export interface TextStyle {
  readonly eol: string;
  /** Columns that a nested mapping is indented by. */
  readonly step: number;
  /** Columns between a key and the dash of a list below it. */
  readonly dash: number;
  /** Whether keys and texts are quoted, as JSON wants it. */
  readonly isJson: boolean;
  /** Whether texts of several lines are written as blocks. */
  readonly hasBlocks?: boolean;
}

/** Characters that mean nothing special at the start of a plain scalar or inside it, in block and flow context. */
const PLAIN = /^[A-Za-z0-9_./*$~^-](?:[\w ./@+=~^$*()-]|:(?=\S))*$/;

/** A mapping as a YAML document of its own, on request with texts of several lines as blocks, which is for texts that are known. */
export function formatYaml(value: Readonly<Record<string, unknown>>, { hasBlocks = false }: { readonly hasBlocks?: boolean } = {}): string {
  return `${emitMembers(value, 0, { eol: '\n', step: 2, dash: 2, isJson: false, hasBlocks }).join('\n')}\n`;
}

/** A scalar as YAML, plain where every reader takes it for the same value. */
export function emitScalar(value: unknown, isJson: boolean, quote?: "'" | '"'): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (isJson || quote === '"') return JSON.stringify(value);
  if (quote === "'" && /^[\x20-\x7e]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  const isPlain =
    PLAIN.test(value) && !/^(?:[-*~.](?:$| )|---|\*|~)| $/.test(value) && resolvePlain(value) === value && !isNumberElsewhere(value);
  return isPlain ? value : JSON.stringify(value);
}

/** YAML 1.2 and sexagesimal numbers, which other readers of the file may take for numbers or dates. */
function isNumberElsewhere(text: string): boolean {
  return /^[-+]?[0-9][0-9_.:eE+-]*$/.test(text);
}

/** On one line, for flow collections and JSON. */
export function emitFlow(value: unknown, isJson: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => emitFlow(item, isJson)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return emitScalar(value, isJson);
  const members = Object.entries(value).map(([key, member]) => `${emitScalar(key, isJson)}: ${emitFlow(member, isJson)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** Lines of a member of a block mapping whose keys stand at `column`; the first line is not indented. */
export function emitMember(key: string, value: unknown, column: number, style: TextStyle): string[] {
  const name = emitScalar(key, false);
  if (isEmpty(value)) return [`${name}: ${emitFlow(value, false)}`];
  if (Array.isArray(value)) return [`${name}:`, ...emitItems(value, column + style.dash, style)];
  if (typeof value === 'object' && value !== null) {
    const inner = column + style.step;
    return [`${name}:`, ...indentFirst(emitMembers(value as Readonly<Record<string, unknown>>, inner, style), inner)];
  }
  const block = blockLines(value, column + style.step, style);
  return block ? [`${name}: ${block[0]}`, ...block.slice(1)] : [`${name}: ${emitScalar(value, false)}`];
}

/** A text of several lines as a block scalar, its head first; `undefined` where it would not be read back as it is. */
function blockLines(value: unknown, column: number, { hasBlocks }: TextStyle): string[] | undefined {
  if (hasBlocks !== true || typeof value !== 'string' || !/^[^\s](?:[\t\n\x20-\x7e]|[\xa0-\u2027\u202a-\ufefe])*$/.test(value))
    return undefined;
  const lines = value.split('\n');
  const isClosed = lines.at(-1) === '';
  if (lines.length < 2 || /[ \t]$/m.test(value) || (isClosed && lines.at(-2) === '')) return undefined;
  const body = isClosed ? lines.slice(0, -1) : lines;
  return [isClosed ? '|' : '|-', ...body.map((line) => (line === '' ? '' : ' '.repeat(column) + line))];
}

/** Lines of the items of a block list whose dashes stand at `column`, all indented. */
export function emitItems(items: readonly unknown[], column: number, style: TextStyle): string[] {
  return items.flatMap((item) => {
    const isMap = typeof item === 'object' && item !== null && !Array.isArray(item) && !isEmpty(item);
    const [first = '', ...rest] = isMap
      ? emitMembers(item as Readonly<Record<string, unknown>>, column + 2, style)
      : (blockLines(item, column + 2, style) ?? [emitFlow(item, false)]);
    return [`${' '.repeat(column)}- ${first}`, ...rest];
  });
}

function emitMembers(map: Readonly<Record<string, unknown>>, column: number, style: TextStyle): string[] {
  return Object.entries(map).flatMap(([key, value], index) => {
    const lines = emitMember(key, value, column, style);
    return index === 0 ? lines : indentFirst(lines, column);
  });
}

function indentFirst([first = '', ...rest]: readonly string[], column: number): string[] {
  return [' '.repeat(column) + first, ...rest];
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

import { SCALAR_STYLE } from 'js-yaml';
import { applyEdit, type FieldEdit, type FieldPath, formatFieldPath } from '../../core/index.ts';
import { ComposeError, Composer } from './compose.ts';
import { emitFlow, emitItems, emitMember, emitScalar, type TextStyle } from './emit.ts';
import { parseDocument } from './parse.ts';
import { buildTree, type MappingEntry, type MappingNode, type SequenceNode, type TreeNode } from './tree.ts';

/** Longer lines are no pleasure to read. */
const MAX_LINE = 100;

/** The text after an edit, or why this text cannot be edited safely. */
export type EditedText = { readonly text: string } | { readonly refused: string };

/**
 * Makes edits in the text of one YAML or JSON document. Every character outside of what an edit names stays as it is. After each edit the text
 * is read again, and the edit is refused unless the value is exactly the one that was wanted: so anchors that other fields share,
 * merge keys and whatever else this code does not see through end in a refusal and not in a wrong file.
 */
export function editDocument(text: string, edits: readonly FieldEdit[]): EditedText {
  let current = text;
  for (const edit of edits) {
    const before = read(current);
    if ('refused' in before) return before;
    const wanted = applyEdit(before.value, edit);
    if (wanted === undefined) return { refused: `${formatFieldPath(edit.path)} is not what the edit expects` };
    const changed = new Editor(current, before.root).apply(edit);
    if ('refused' in changed) return changed;
    const after = read(changed.text);
    if ('refused' in after || !isSame(after.value, wanted)) {
      return {
        refused: `the text around ${formatFieldPath(edit.path)} is shared or written in a way that cannot be edited without changing more`,
      };
    }
    current = changed.text;
  }
  return { text: current };
}

function read(text: string): { readonly value: unknown; readonly root: TreeNode } | { readonly refused: string } {
  if (text.includes('{{')) return { refused: 'it holds a template between braces' };
  const parsed = parseDocument(text);
  if ('message' in parsed) return { refused: `it cannot be parsed: ${parsed.message}` };
  if (parsed.text !== text) return { refused: 'its indentation is not what YAML asks for' };
  try {
    const composer = new Composer(parsed.events, text);
    const value = composer.compose();
    if (composer.duplicates.length > 0) return { refused: 'a key stands twice in it' };
    const root = buildTree(parsed.events, text);
    return root ? { value, root } : { refused: 'it is empty' };
  } catch (error) {
    if (error instanceof ComposeError) return { refused: error.message };
    throw error;
  }
}

/** Equal as JSON values; the order of keys says nothing. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b || (a === undefined && b === null)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Number.isNaN(a) && Number.isNaN(b);
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

/** One edit of one parsed text. */
class Editor {
  readonly #text: string;
  readonly #root: TreeNode;
  readonly #style: TextStyle;

  constructor(text: string, root: TreeNode) {
    this.#text = text;
    this.#root = root;
    this.#style = styleOf(text, root);
  }

  apply(edit: FieldEdit): EditedText {
    const chain = this.#walk(edit.path);
    if (!chain) return { refused: `${formatFieldPath(edit.path)} comes from an anchor that other fields share` };
    const { found, rest } = chain;
    const target = found.at(-1);
    if (!target) return { refused: 'the whole document cannot be edited' };
    switch (edit.kind) {
      case 'set':
        return rest.length === 0 ? this.#replace(target, edit.value) : this.#insert(target, rest, edit.value);
      case 'add':
        if (rest.length > 0) return this.#insert(target, rest, [edit.value]);
        return target.node.type === 'sequence' ? this.#append(target, target.node, edit.value) : this.#replace(target, [edit.value]);
      case 'remove':
        return rest.length === 0 ? this.#remove(found) : this.#refuse(edit.path);
      case 'rename':
        if (rest.length > 0 || target.entry?.key.type !== 'scalar') return this.#refuse(edit.path);
        return this.#splice(
          target.entry.key.start,
          target.entry.key.end,
          emitScalar(edit.key, this.#style.isJson, this.#quoteOf(target.entry.key)),
        );
    }
  }

  #refuse(path: FieldPath): EditedText {
    return { refused: `${formatFieldPath(path)} is not in the text` };
  }

  /** The nodes from the root along the path, as far as there are any, and the steps that are left; `undefined` where an alias is in the way. */
  #walk(path: FieldPath): { readonly found: readonly Step[]; readonly rest: FieldPath } | undefined {
    const found: Step[] = [{ node: this.#root }];
    for (const [depth, step] of path.entries()) {
      const { node } = found.at(-1) ?? { node: this.#root };
      const next = childOf(node, step);
      if (next === 'alias') return undefined;
      if (!next) return { found, rest: path.slice(depth) };
      found.push(next);
    }
    return { found, rest: [] };
  }

  #replace({ node, entry }: Step, value: unknown): EditedText {
    const isScalar = typeof value !== 'object' || value === null;
    if (isScalar && node.type === 'scalar' && !node.isEmpty && isInline(node)) {
      return this.#splice(
        node.start,
        node.end,
        emitScalar(value, this.#style.isJson, typeof value === 'string' ? this.#quoteOf(node) : undefined),
      );
    }
    if (isScalar || this.#isInFlow(node) || isEmptyCollection(value) || this.#staysOnLine(node, value))
      return this.#rewrite(node, emitFlow(value, this.#style.isJson));
    if (!entry) return { refused: 'items of a list are not replaced by collections' };
    const column = this.#columnOf(entry.key.start);
    const lines = emitMember(entry.name ?? '', value, column, this.#style).slice(1);
    return this.#splice(this.#afterColon(entry), node.end, this.#style.eol + lines.join(this.#style.eol));
  }

  /** A list on one line stays on one line as long as people can read it. */
  #staysOnLine(node: TreeNode, value: unknown): boolean {
    if (node.type !== 'sequence' || !node.isFlow || !Array.isArray(value) || this.#text.slice(node.start, node.end).includes('\n'))
      return false;
    return (
      value.every((item) => typeof item === 'string') && this.#columnOf(node.start) + emitFlow(value, this.#style.isJson).length <= MAX_LINE
    );
  }

  /** Puts text on the line of the key, in place of whatever the value was. */
  #rewrite(node: TreeNode, text: string): EditedText {
    if (node.type === 'scalar' && node.isEmpty) return this.#splice(node.start, node.end, ` ${text}`);
    const before = /\s*$/.exec(this.#text.slice(0, node.start))?.[0] ?? '';
    const isOnNextLine = before.includes('\n');
    return this.#splice(isOnNextLine ? node.start - before.length : node.start, node.end, isOnNextLine ? ` ${text}` : text);
  }

  /** Adds the missing members of the path below `target`. */
  #insert(target: Step, rest: FieldPath, value: unknown): EditedText {
    const [key, ...below] = rest;
    if (typeof key !== 'string' || below.some((step) => typeof step === 'number')) return this.#refuse(rest);
    const member = below.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value);
    const { node } = target;
    if (node.type === 'mapping') return node.isFlow ? this.#insertInFlow(node, key, member) : this.#insertInBlock(node, key, member);
    if (node.type === 'scalar') return this.#replace(target, { [key]: member });
    return this.#refuse(rest);
  }

  #insertInFlow(node: MappingNode, key: string, value: unknown): EditedText {
    const last = node.entries.at(-1);
    const text = `${emitScalar(key, this.#style.isJson)}: ${emitFlow(value, this.#style.isJson)}`;
    if (!last) return this.#splice(node.start, node.end, `{ ${text} }`);
    if (this.#lineOf(last.key.start) === this.#lineOf(node.start)) return this.#splice(last.value.end, last.value.end, `, ${text}`);
    const column = this.#columnOf(last.key.start);
    const lines = this.#style.isJson
      ? `${JSON.stringify(key)}: ${JSON.stringify(value, undefined, this.#style.step).replaceAll('\n', this.#style.eol + ' '.repeat(column))}`
      : text;
    return this.#splice(last.value.end, last.value.end, `,${this.#style.eol}${' '.repeat(column)}${lines}`);
  }

  #insertInBlock(node: MappingNode, key: string, value: unknown): EditedText {
    const column = this.#columnOf(node.start);
    const lines = emitMember(key, value, column, this.#style);
    return this.#addLines(node.end, [' '.repeat(column) + (lines[0] ?? ''), ...lines.slice(1)]);
  }

  #append(target: Step, list: SequenceNode, item: unknown): EditedText {
    const last = list.items.at(-1);
    if (!list.isFlow) {
      const column = this.#columnOf(list.dashes[0] ?? list.start);
      return this.#addLines(list.end, emitItems([item], column, this.#style));
    }
    const text = emitFlow(item, this.#style.isJson);
    if (!last) return this.#rewrite(target.node, `[${text}]`);
    const isOnOwnLine = this.#lineOf(last.start) !== this.#lineOf(list.start);
    const gap = isOnOwnLine ? `${this.#style.eol}${' '.repeat(this.#columnOf(last.start))}` : ' ';
    return this.#splice(last.end, last.end, `,${gap}${text}`);
  }

  #remove(found: readonly Step[]): EditedText {
    const target = found.at(-1);
    const parent = found.at(-2);
    if (!target || !parent) return { refused: 'the whole document cannot be removed' };
    if (parent.node.type === 'mapping') {
      const { node } = parent;
      const index = node.entries.findIndex(({ value }) => value === target.node);
      if (node.entries.length === 1) return this.#empty(parent, '{}');
      return this.#cut(
        node.isFlow,
        node.entries.map(({ key, value }) => ({ start: key.start, end: value.end })),
        index,
      );
    }
    if (parent.node.type !== 'sequence') return { refused: 'only members and items can be removed' };
    const { node } = parent;
    if (node.items.length === 1) return this.#empty(parent, '[]');
    const spans = node.items.map((item, index) => ({ start: node.dashes[index] ?? item.start, end: item.end }));
    return this.#cut(node.isFlow, spans, node.items.indexOf(target.node));
  }

  /** The last member has gone, so the collection is written as an empty one. */
  #empty({ node, entry }: Step, text: string): EditedText {
    if (!entry) return { refused: 'it would be empty without this field' };
    return this.#rewrite(node, text);
  }

  #cut(isFlow: boolean, spans: readonly Span[], index: number): EditedText {
    const span = spans[index];
    const next = spans[index + 1];
    const previous = spans[index - 1];
    if (!span) return { refused: 'it is not in the text' };
    if (isFlow) return next ? this.#splice(span.start, next.start, '') : this.#splice(previous?.end ?? span.start, span.end, '');
    const lineStart = this.#text.lastIndexOf('\n', span.start - 1) + 1;
    const isFirstOnLine = this.#text.slice(lineStart, span.start).trim() === '';
    if (isFirstOnLine) {
      const end = this.#lineEnd(span.end);
      // The last line of a text without a final line break takes the break before it along.
      return end === this.#text.length && !this.#text.endsWith('\n')
        ? this.#splice(Math.max(0, lineStart - this.#style.eol.length), end, '')
        : this.#splice(lineStart, end, '');
    }
    if (!next) return { refused: 'it shares its line with what contains it' };
    if (/#/.test(this.#text.slice(span.end, next.start))) return { refused: 'a comment stands between it and what follows' };
    return this.#splice(span.start, next.start, '');
  }

  /** Adds lines below the one in which `offset` lies. */
  #addLines(offset: number, lines: readonly string[]): EditedText {
    const end = this.#lineEnd(offset);
    const text = lines.join(this.#style.eol);
    const hasBreak = end > 0 && this.#text[end - 1] === '\n';
    return hasBreak ? this.#splice(end, end, text + this.#style.eol) : this.#splice(end, end, this.#style.eol + text);
  }

  #splice(start: number, end: number, text: string): EditedText {
    return { text: this.#text.slice(0, start) + text + this.#text.slice(end) };
  }

  #isInFlow(node: TreeNode): boolean {
    const contains = (outer: TreeNode): boolean =>
      outer !== node &&
      ((outer.type === 'mapping' || outer.type === 'sequence') && outer.isFlow
        ? outer.start <= node.start && node.end <= outer.end
        : childrenOf(outer).some(contains));
    return contains(this.#root);
  }

  #afterColon({ key }: MappingEntry): number {
    return this.#text.indexOf(':', key.end) + 1;
  }

  #columnOf(offset: number): number {
    return offset - (this.#text.lastIndexOf('\n', offset - 1) + 1);
  }

  #lineOf(offset: number): number {
    return this.#text.lastIndexOf('\n', offset - 1);
  }

  /** After the line break that ends the line of `offset`. */
  #lineEnd(offset: number): number {
    const at = this.#text.indexOf('\n', offset);
    return at < 0 ? this.#text.length : at + 1;
  }

  #quoteOf(node: TreeNode): "'" | '"' | undefined {
    if (node.type !== 'scalar') return undefined;
    const { style } = node.event;
    return style === SCALAR_STYLE.SINGLE_QUOTED ? "'" : style === SCALAR_STYLE.DOUBLE_QUOTED ? '"' : undefined;
  }
}

interface Step {
  readonly node: TreeNode;
  /** The member that the node is the value of, unless it is an item or the root. */
  readonly entry?: MappingEntry;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function childOf(node: TreeNode, step: string | number): Step | 'alias' | undefined {
  if (node.type === 'alias') return 'alias';
  if (node.type === 'sequence') {
    const item = typeof step === 'number' ? node.items[step] : undefined;
    return item && { node: item };
  }
  if (node.type !== 'mapping') return undefined;
  const entry = node.entries.find(({ name }) => name === String(step));
  return entry && { node: entry.value, entry };
}

function childrenOf(node: TreeNode): readonly TreeNode[] {
  if (node.type === 'mapping') return node.entries.map(({ value }) => value);
  return node.type === 'sequence' ? node.items : [];
}

function isInline(node: TreeNode & { readonly type: 'scalar' }): boolean {
  const { style } = node.event;
  return style === SCALAR_STYLE.PLAIN || style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
}

function isEmptyCollection(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** How the text is written, from the first nested mapping and the first list below a key that it shows. */
function styleOf(text: string, root: TreeNode): TextStyle {
  const column = (offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);
  let step: number | undefined;
  let dash: number | undefined;
  const visit = (node: TreeNode): void => {
    if (node.type === 'mapping') {
      for (const { key, value } of node.entries) {
        const isNested = (value.type === 'mapping' || value.type === 'sequence') && text.slice(key.end, value.start).includes('\n');
        if (isNested && value.type === 'mapping') step ??= column(value.start) - column(key.start);
        if (isNested && value.type === 'sequence' && !value.isFlow) dash ??= column(value.start) - column(key.start);
      }
      if (node.isFlow && step === undefined) {
        const first = node.entries[0];
        if (first && text.slice(node.start, first.key.start).includes('\n')) step = column(first.key.start) - lineIndent(text, node.start);
      }
    }
    if (step === undefined || dash === undefined) for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  const firstKey = root.type === 'mapping' && root.isFlow ? root.entries[0]?.key : undefined;
  return {
    eol: /\r\n/.test(text) ? '\r\n' : '\n',
    step: Math.max(1, step ?? 2),
    dash: Math.max(0, dash ?? step ?? 2),
    isJson: firstKey?.type === 'scalar' && firstKey.event.style === SCALAR_STYLE.DOUBLE_QUOTED,
  };
}

function lineIndent(text: string, offset: number): number {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return (/^[ \t]*/.exec(text.slice(lineStart)) ?? [''])[0].length;
}

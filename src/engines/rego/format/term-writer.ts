import { type Literal, startOf, type Term } from '../syntax/index.ts';
import type { Layout } from './layout.ts';
import type { Source } from './source.ts';

type Call = Term & { readonly kind: 'call' };

const SIGNS: Readonly<Record<string, string>> = {
  equal: '==',
  neq: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  plus: '+',
  minus: '-',
  mul: '*',
  div: '/',
  rem: '%',
  and: '&',
  or: '|',
};
const KEYWORDS: ReadonlySet<string> = new Set(
  'as contains data default else every false if import in input package not null some true with'.split(' '),
);

/** Writes terms and statements. */
export class TermWriter {
  private readonly source: Source;
  private readonly layout: Layout;

  constructor(source: Source, layout: Layout) {
    this.source = source;
    this.layout = layout;
  }

  private row(term: Term): number {
    return this.source.row(startOf(term));
  }

  private isParenthesized(term: Term): boolean {
    return /\(\s*$/.test(this.source.text.slice(Math.max(startOf(term) - 20, 0), startOf(term)));
  }

  /** `-x`, which the parser reads as `0 - x`. */
  private isNegation(term: Call): boolean {
    return term.operator[0] === 'minus' && term.args[0]?.at === term.at && this.source.text[term.at] === '-';
  }

  /** A path of names, as packages and imports have; a keyword that stands in brackets stays there. */
  pathText([first = '', ...rest]: readonly string[], at: number): string {
    const line = this.source.text.slice(at).split('\n', 1)[0] ?? '';
    const isDotted = (name: string): boolean => isName(name) && !(KEYWORDS.has(name) && line.includes(`[${JSON.stringify(name)}]`));
    return first + rest.map((name) => (isDotted(name) ? `.${name}` : `[${JSON.stringify(name)}]`)).join('');
  }

  head(ref: readonly Term[], isDotted: boolean): void {
    const [first, ...rest] = ref;
    if (first?.kind === 'scalar') this.layout.write(String(first.value));
    if (isDotted || rest.length !== 1) {
      for (const part of rest) this.pathPart(part);
      return;
    }
    for (const part of rest) {
      this.layout.write('[');
      if (part.kind === 'scalar' && typeof part.value === 'string') this.layout.write(JSON.stringify(part.value));
      else this.term(part);
      this.layout.write(']');
    }
  }

  private pathPart(part: Term): void {
    if (part.kind === 'scalar' && typeof part.value === 'string') {
      const isQuoted = this.source.tokenAt(part.at)?.kind === 'string';
      const isDotted = isName(part.value) && !(KEYWORDS.has(part.value) && isQuoted);
      this.layout.write(isDotted ? `.${part.value}` : `[${JSON.stringify(part.value)}]`);
      return;
    }
    this.layout.write('[');
    this.term(part);
    this.layout.write(']');
  }

  body(body: readonly Literal[]): void {
    const { layout, source } = this;
    const [first] = body;
    if (first) layout.commentsUntil(source.row(first.at));
    for (const [i, literal] of body.entries()) {
      const last = body[i - 1];
      if (last && source.row(literal.at) > source.row(last.end) + 1) layout.blankLine();
      layout.startLine();
      this.literal(literal);
      layout.endLine();
    }
  }

  literal(literal: Literal): void {
    const { layout, source } = this;
    layout.commentsUntil(source.row(literal.at));
    layout.ensureLine();
    if (literal.isNegated) layout.write('not ');
    this.expression(literal);
    let isIndented = false;
    for (const [i, entry] of literal.with.entries()) {
      const above = literal.with[i - 1];
      const isBelow = above !== undefined && source.row(entry.at) !== source.row(above.at);
      if (isBelow) {
        if (!isIndented) layout.up();
        isIndented = true;
        layout.endLine();
        layout.startLine();
      }
      layout.commentsUntil(source.row(entry.at));
      layout.write(isBelow ? 'with ' : ' with ');
      this.term(entry.target);
      layout.write(' as ');
      this.term(entry.value);
    }
    if (isIndented) layout.down();
  }

  private expression({ expression, at }: Literal): void {
    const { layout } = this;
    switch (expression.kind) {
      case 'declare':
        layout.write(`some ${expression.names.join(', ')}`);
        return;
      case 'some-in':
        layout.write('some ');
        this.members(expression.key, expression.value, expression.domain);
        return;
      case 'every': {
        layout.write('every ');
        this.members(expression.key, expression.value, expression.domain, false);
        layout.write(' {');
        const row = this.source.row(at);
        this.inner(expression.body, row, this.source.braceRow(expression.body.at(-1)?.end ?? at));
        if (expression.body.length === 1 && this.source.row(expression.body[0]?.at ?? at) === row) layout.write(' ');
        layout.write('}');
        return;
      }
      case 'unify':
      case 'assign':
        this.term(expression.left);
        layout.write(expression.kind === 'assign' ? ' := ' : ' = ');
        this.term(expression.right);
        return;
      default:
        this.statement(expression.term);
    }
  }

  /** A term that stands for itself: its operator has no parentheses around it. */
  private statement(term: Term): void {
    if (term.kind !== 'call' || !isOperator(term) || this.isNegation(term)) {
      this.term(term);
      return;
    }
    const name = term.operator.join('.');
    if (name === 'internal.member_2' || name === 'internal.member_3') {
      this.membership(term, false);
      return;
    }
    const [left, right] = term.args as readonly [Term, Term];
    this.term(left);
    this.layout.write(` ${SIGNS[name] ?? name} `);
    this.term(right);
  }

  private members(key: Term | undefined, value: Term, domain: Term, hasParentheses: boolean = true): void {
    if (key) {
      this.termIn(key, hasParentheses);
      this.layout.write(', ');
    }
    this.termIn(value, hasParentheses);
    this.layout.write(' in ');
    this.termIn(domain, hasParentheses);
  }

  private membership(term: Call, hasParentheses: boolean): void {
    const domain = term.args.at(-1) as Term;
    const value = term.args.at(-2) as Term;
    const key = term.args.length === 3 ? term.args[0] : undefined;
    if (hasParentheses) this.layout.write('(');
    this.members(key, value, domain);
    if (hasParentheses) this.layout.write(')');
  }

  term(term: Term): void {
    this.termIn(term, false);
  }

  private termIn(term: Term, hasParentheses: boolean): void {
    const { layout, source } = this;
    layout.commentsUntil(this.row(term));
    layout.ensureLine();
    switch (term.kind) {
      case 'scalar':
        layout.write(source.scalarText(term.at));
        break;
      case 'var':
        layout.write(term.name);
        break;
      case 'ref':
        this.termIn(term.head, term.head.kind === 'call' && term.head.isInfix === true);
        for (const part of term.path) this.pathPart(part);
        break;
      case 'call':
        this.call(term, hasParentheses);
        break;
      case 'array':
        this.list('[', ']', term.items, term.at, source.closingRow(term.at));
        break;
      case 'set':
        if (term.items.length === 0) layout.write('set()');
        else this.list('{', '}', term.items, term.at, source.closingRow(term.at));
        break;
      case 'object':
        this.object(term);
        break;
      case 'comprehension':
        this.comprehension(term);
        break;
      default:
        this.template(term);
    }
    layout.ensureLine();
  }

  private call(term: Call, hasParentheses: boolean): void {
    const { layout } = this;
    const name = term.operator.join('.');
    if (this.isNegation(term)) {
      layout.write('-');
      this.termIn(term.args[1] as Term, true);
    } else if (isMembership(term)) this.membership(term, term.args.length === 3 || hasParentheses);
    else if (term.isInfix === true) {
      const [left, right] = term.args as readonly [Term, Term];
      if (hasParentheses) layout.write('(');
      this.termIn(left, true);
      layout.write(` ${SIGNS[name] ?? name} `);
      this.termIn(right, true);
      if (hasParentheses) layout.write(')');
    } else {
      layout.write(this.pathText(term.operator, term.at));
      this.list('(', ')', term.args, term.at, -1);
    }
  }

  /** Items between brackets: a line for each row they were written in. */
  list(open: string, close: string, items: readonly Term[], at: number, closingRow: number): void {
    this.layout.write(open);
    this.sequence(
      items,
      (item) => item,
      this.source.row(at),
      closingRow,
      (item) => this.item(item),
    );
    this.layout.write(close);
  }

  private item(term: Term): void {
    const isUnion = term.kind === 'call' && term.isInfix === true && term.operator[0] === 'or' && this.isParenthesized(term);
    if (isUnion) this.layout.write('(');
    this.term(term);
    if (isUnion) this.layout.write(')');
  }

  private object(term: Term & { kind: 'object' }): void {
    this.layout.write('{');
    const write = ([key, value]: readonly [Term, Term]): void => {
      this.item(key);
      this.layout.write(': ');
      this.item(value);
    };
    this.sequence(term.pairs, ([key]) => key, this.source.row(term.at), this.source.closingRow(term.at), write);
    this.layout.write('}');
  }

  private sequence<T>(items: readonly T[], first: (item: T) => Term, row: number, closingRow: number, write: (item: T) => void): void {
    const { layout } = this;
    const lines = groupByRow(items, (item) => this.row(first(item)), row);
    if (lines.length > 1) layout.startSequence();
    for (const [i, line] of lines.entries()) {
      for (const [j, item] of line.entries()) {
        if (j > 0) layout.write(', ');
        write(item);
      }
      if (i === lines.length - 1) break;
      layout.write(',');
      layout.endLine();
      layout.startLine();
    }
    if (lines.length <= 1) return;
    layout.write(',');
    layout.endLine();
    layout.commentsUntil(closingRow);
    layout.down();
    layout.startLine();
  }

  private comprehension(term: Term & { kind: 'comprehension' }): void {
    const { layout, source } = this;
    const [open, close] = term.of === 'array' ? ['[', ']'] : ['{', '}'];
    const row = source.row(term.at);
    layout.write(open as string);
    const start = term.key ?? term.value;
    const below = this.row(start) - row;
    if (term.key) {
      if (below > 1) this.newLine();
      this.term(term.key);
      layout.write(': ');
    }
    // As opa fmt has it, a key on the second row sends its value to the third.
    if (below >= 1) this.newLine();
    this.termIn(term.value, term.value.kind === 'call' && term.value.isInfix === true && this.isParenthesized(term.value));
    layout.write(' |');
    this.inner(term.body, this.row(start), source.closingRow(term.at));
    layout.write(close as string);
  }

  private newLine(): void {
    this.layout.endLine();
    this.layout.startLine();
  }

  /** The body of a comprehension or of every: on one line where it was. */
  private inner(body: readonly Literal[], row: number, closingRow: number): void {
    const { layout, source } = this;
    const [first] = body;
    const lines = groupByRow(body, ({ at }) => source.row(at), row);
    if ((first && source.row(first.at) > row) || lines.length > 1) {
      layout.endLine();
      layout.up();
      this.body(body);
      layout.commentsUntil(closingRow);
      layout.down();
      layout.startLine();
      return;
    }
    layout.write(' ');
    for (const [i, literal] of body.entries()) {
      if (i > 0) layout.write('; ');
      this.literal(literal);
    }
    layout.commentsUntil(closingRow);
  }

  private template(term: Term & { kind: 'template' }): void {
    const { layout, source } = this;
    const quote = source.text[term.at + 1] ?? '"';
    layout.write(`$${quote}`);
    for (const part of term.parts) {
      if (typeof part === 'string') {
        const text = quote === '`' ? part : JSON.stringify(part).slice(1, -1);
        layout.write(text.replaceAll('{', '\\{'));
      } else {
        layout.write('{');
        this.literal(part);
        layout.write('}');
      }
    }
    layout.write(quote);
  }
}

function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}

function groupByRow<T>(items: readonly T[], rowOf: (item: T) => number, start: number): readonly (readonly T[])[] {
  const lines: T[][] = [];
  let last = start;
  for (const item of items) {
    const row = rowOf(item);
    if (lines.length > 0 && row <= last) lines.at(-1)?.push(item);
    else lines.push([item]);
    last = row;
  }
  return lines;
}

/** `x in y`, also where it is written as the call that it stands for. */
function isMembership({ operator }: Call): boolean {
  return operator[0] === 'internal' && operator[1]?.startsWith('member_') === true;
}

function isOperator(term: Call): boolean {
  return term.isInfix === true || isMembership(term);
}

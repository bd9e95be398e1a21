import { parseNumber } from '../values/index.ts';
import type { Expression, Literal, Term, With } from './ast.ts';
import { Cursor, SyntaxFault } from './cursor.ts';

/** Nesting beyond this is no policy but an attack on the stack. */
const MAX_DEPTH = 500;

const RELATIONS: Readonly<Record<string, string>> = { '==': 'equal', '!=': 'neq', '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' };
const SUMS: Readonly<Record<string, string>> = { '+': 'plus', '-': 'minus' };
const PRODUCTS: Readonly<Record<string, string>> = { '*': 'mul', '/': 'div', '%': 'rem' };

/** Statements up to a closing brace, which is left to the caller. */
export function parseBody(c: Cursor, close: string): readonly Literal[] {
  const body: Literal[] = [];
  const noUnion = c.noUnion;
  c.noUnion = false;
  for (;;) {
    while (c.takeSymbol(';'));
    if (c.isSymbol(close) || c.isEnd()) break;
    body.push(parseLiteral(c));
    if (c.isSymbol(close) || c.isEnd()) break;
    if (!c.takeSymbol(';') && !c.token.newline) c.fail(`expected \\n or ; or ${close}`);
  }
  c.noUnion = noUnion;
  return body;
}

export function parseLiteral(c: Cursor): Literal {
  const at = c.token.start;
  const isNegated = c.takeWord('not');
  const expression = c.isWord('some') ? parseSome(c) : c.isWord('every') ? parseEvery(c) : parseExpression(c);
  const all: With[] = [];
  while (c.isWord('with')) {
    const start = c.advance().start;
    const target = parseRefTerm(c);
    if (!c.takeWord('as')) c.fail('expected as keyword');
    all.push({ target, value: parseTerm(c), at: start });
  }
  return { expression, isNegated, with: all, at, end: c.lastEnd };
}

function parseExpression(c: Cursor): Expression {
  const left = parseMembership(c);
  if (c.takeSymbol(':=')) return { kind: 'assign', left, right: parseMembership(c) };
  if (c.takeSymbol('=')) return { kind: 'unify', left, right: parseMembership(c) };
  return { kind: 'term', term: left };
}

/** A term, or `key, value in collection` without parentheses. */
export function parseMembership(c: Cursor): Term {
  const left = parseTerm(c);
  return c.takeSymbol(',') ? parseMember(c, left) : left;
}

function parseSome(c: Cursor): Expression {
  c.advance();
  const terms: Term[] = [];
  do terms.push(parseRelation(c));
  while (c.takeSymbol(','));
  if (c.takeWord('in')) {
    const domain = parseTerm(c);
    const [first, second] = terms;
    if (first === undefined || terms.length > 2) return c.fail('some with in takes one or two terms');
    return second === undefined ? { kind: 'some-in', value: first, domain } : { kind: 'some-in', key: first, value: second, domain };
  }
  const names = terms.map((term) => (term.kind === 'var' ? term.name : c.fail('expected var after some')));
  return { kind: 'declare', names };
}

function parseEvery(c: Cursor): Expression {
  c.advance();
  const first = parseRelation(c);
  const second = c.takeSymbol(',') ? parseRelation(c) : undefined;
  if (!c.takeWord('in')) c.fail('expected in keyword');
  const domain = parseTerm(c);
  c.expect('{', 'after the domain of every');
  const body = parseBody(c, '}');
  if (body.length === 0) c.fail('expected a body that is not empty');
  c.expect('}', 'after the body of every');
  return second === undefined ? { kind: 'every', value: first, domain, body } : { kind: 'every', key: first, value: second, domain, body };
}

/** A term with its operators, weakest first: in, relations, |, &, + and -, and *, / and %. */
export function parseTerm(c: Cursor): Term {
  if (++c.depth > MAX_DEPTH) throw new SyntaxFault(`nesting of more than ${MAX_DEPTH} levels`, c.token.start);
  let left = parseRelation(c);
  while (c.isWord('in')) {
    const at = c.advance().start;
    left = { kind: 'call', operator: ['internal', 'member_2'], args: [left, parseRelation(c)], at, isInfix: true };
  }
  c.depth--;
  return left;
}

function parseRelation(c: Cursor): Term {
  return parseInfix(c, RELATIONS, parseUnion);
}

function parseUnion(c: Cursor): Term {
  let left = parseIntersection(c);
  while (c.isSymbol('|') && !c.noUnion) {
    const at = c.advance().start;
    left = { kind: 'call', operator: ['or'], args: [left, parseIntersection(c)], at, isInfix: true };
  }
  return left;
}

function parseIntersection(c: Cursor): Term {
  return parseInfix(c, { '&': 'and' }, (inner) => parseInfix(inner, SUMS, (deep) => parseInfix(deep, PRODUCTS, parseUnary)));
}

function parseInfix(c: Cursor, operators: Readonly<Record<string, string>>, operand: (c: Cursor) => Term): Term {
  let left = operand(c);
  for (;;) {
    const { token } = c;
    const name = token.kind === 'symbol' ? operators[token.text] : undefined;
    if (name === undefined) return left;
    c.advance();
    left = { kind: 'call', operator: [name], args: [left, operand(c)], at: token.start, isInfix: true };
  }
}

function parseUnary(c: Cursor): Term {
  const at = c.token.start;
  if (c.isSymbol('-')) {
    c.advance();
    if (c.token.kind === 'number' && !c.token.spaced) return { ...parseNumberTerm(c, '-'), at };
    if (++c.depth > MAX_DEPTH) throw new SyntaxFault(`nesting of more than ${MAX_DEPTH} levels`, at);
    const negated = parseUnary(c);
    c.depth--;
    return { kind: 'call', operator: ['minus'], args: [{ kind: 'scalar', value: 0, at }, negated], at, isInfix: true };
  }
  return parseRefTerm(c);
}

function parseNumberTerm(c: Cursor, sign: string): Term {
  const token = c.advance();
  const value = parseNumber(sign + token.text);
  if (value === undefined) throw new SyntaxFault(`number ${token.text} is out of range`, token.start);
  if (c.token.kind === 'ident' && !c.token.spaced) throw new SyntaxFault('illegal number format', token.start);
  return { kind: 'scalar', value, at: token.start };
}

/** A term with the brackets, dots and calls that follow it without a space. */
export function parseRefTerm(c: Cursor): Term {
  const head = parsePrimary(c);
  return parseSuffix(c, head);
}

function parseSuffix(c: Cursor, head: Term): Term {
  let term = head;
  let path: Term[] = [];
  const flush = (): Term => {
    if (path.length > 0) term = { kind: 'ref', head: term, path, at: term.at };
    path = [];
    return term;
  };
  for (;;) {
    const { token } = c;
    if (token.kind !== 'symbol' || token.spaced) return flush();
    if (token.text === '.') {
      c.advance();
      const name = c.token;
      if (name.kind !== 'ident') c.fail('expected ident');
      c.advance();
      path.push({ kind: 'scalar', value: name.text, at: name.start });
    } else if (token.text === '[') {
      c.advance();
      path.push(parseGrouped(c, parseTerm));
      c.expect(']', 'after the index');
    } else if (token.text === '(') {
      const callee = flush();
      const operator = operatorOf(callee);
      if (operator === undefined) return callee;
      c.advance();
      term = { kind: 'call', operator, args: parseTerms(c, ')'), at: callee.at };
      if (operator.length === 1 && operator[0] === 'set') {
        const { args } = term;
        if (args.length === 0) term = { kind: 'set', items: [], at: callee.at };
      }
    } else return flush();
  }
}

/** The parts of a name such as `net.cidr_contains`, or undefined where a term names no function. */
export function operatorOf(term: Term): readonly string[] | undefined {
  if (term.kind === 'var') return [term.name];
  if (term.kind !== 'ref' || term.head.kind !== 'var') return undefined;
  const names: string[] = [term.head.name];
  for (const part of term.path) {
    if (part.kind !== 'scalar' || typeof part.value !== 'string') return undefined;
    names.push(part.value);
  }
  return names;
}

function parseGrouped<T>(c: Cursor, parse: (c: Cursor) => T): T {
  const noUnion = c.noUnion;
  c.noUnion = false;
  const result = parse(c);
  c.noUnion = noUnion;
  return result;
}

export function parseTerms(c: Cursor, close: string): readonly Term[] {
  return parseGrouped(c, () => {
    const items: Term[] = [];
    while (!c.isSymbol(close)) {
      items.push(parseTerm(c));
      if (!c.takeSymbol(',')) break;
    }
    c.expect(close, 'or ,');
    return items;
  });
}

function parsePrimary(c: Cursor): Term {
  const { token, next } = c;
  const at = token.start;
  const isRef = next.kind === 'symbol' && !next.spaced && (next.text === '.' || next.text === '[');
  const isCall = next.kind === 'symbol' && !next.spaced && next.text === '(';
  switch (token.kind) {
    case 'ident':
      if (isRef || !c.isReserved() || (token.text === 'contains' && isCall)) {
        c.advance();
        return { kind: 'var', name: token.text, at };
      }
      if (token.text === 'true' || token.text === 'false' || token.text === 'null') {
        c.advance();
        return { kind: 'scalar', value: token.text === 'null' ? null : token.text === 'true', at };
      }
      return c.fail(`expected a term, and ${token.text} is a keyword`);
    case 'number':
      return parseNumberTerm(c, '');
    case 'string':
      c.advance();
      return { kind: 'scalar', value: token.text, at };
    case 'template':
      c.advance();
      return {
        kind: 'template',
        at,
        parts: (token.parts ?? []).map((part) => (typeof part === 'string' ? part : parseTemplatePart(c, part))),
      };
    case 'symbol':
      if (token.text === '[') return parseArray(c);
      if (token.text === '{') return parseBraces(c);
      if (token.text === '(') return parseParentheses(c);
      return c.fail('expected a term');
    default:
      return c.fail('expected a term');
  }
}

function parseTemplatePart(c: Cursor, tokens: Cursor['tokens']): Literal {
  const inner = new Cursor(tokens, c.keywords);
  if (inner.token.kind === 'end') inner.fail('template expression must not be empty');
  const literal = parseLiteral(inner);
  if (inner.token.kind !== 'end') inner.fail('expected } after the template expression');
  return literal;
}

function parseParentheses(c: Cursor): Term {
  c.advance();
  return parseGrouped(c, () => {
    const term = parseTerm(c);
    if (c.isSymbol(',')) {
      // `(key, value in collection)` asks for a pair.
      c.advance();
      const pair = parseMember(c, term);
      c.expect(')', 'after the collection');
      return pair;
    }
    c.expect(')', 'after the term');
    return term;
  });
}

/** What follows the comma of `key, value in collection`. */
function parseMember(c: Cursor, key: Term): Term {
  const value = parseRelation(c);
  if (!c.takeWord('in')) c.fail('expected in keyword');
  let left: Term = { kind: 'call', operator: ['internal', 'member_3'], args: [key, value, parseRelation(c)], at: key.at, isInfix: true };
  while (c.takeWord('in'))
    left = { kind: 'call', operator: ['internal', 'member_2'], args: [left, parseRelation(c)], at: key.at, isInfix: true };
  return left;
}

function parseHead(c: Cursor): Term {
  const noUnion = c.noUnion;
  c.noUnion = true;
  const term = parseTerm(c);
  c.noUnion = noUnion;
  return term;
}

function finishComprehension(c: Cursor, of: 'array' | 'set' | 'object', at: number, key: Term | undefined, value: Term): Term {
  c.advance();
  const close = of === 'array' ? ']' : '}';
  const body = parseBody(c, close);
  if (body.length === 0) c.fail('expected a body that is not empty');
  c.expect(close, 'after the comprehension');
  return key === undefined ? { kind: 'comprehension', of, value, body, at } : { kind: 'comprehension', of, key, value, body, at };
}

function parseArray(c: Cursor): Term {
  const at = c.advance().start;
  if (c.takeSymbol(']')) return { kind: 'array', items: [], at };
  const first = parseHead(c);
  if (c.isSymbol('|')) return finishComprehension(c, 'array', at, undefined, first);
  if (c.takeSymbol(',')) return { kind: 'array', items: [first, ...parseTerms(c, ']')], at };
  c.expect(']', 'or ,');
  return { kind: 'array', items: [first], at };
}

function parseBraces(c: Cursor): Term {
  const at = c.advance().start;
  if (c.takeSymbol('}')) return { kind: 'object', pairs: [], at };
  const first = parseHead(c);
  if (c.isSymbol('|')) return finishComprehension(c, 'set', at, undefined, first);
  if (!c.takeSymbol(':')) {
    if (c.takeSymbol(',')) return { kind: 'set', items: [first, ...parseTerms(c, '}')], at };
    c.expect('}', 'or ,');
    return { kind: 'set', items: [first], at };
  }
  const value = parseHead(c);
  if (c.isSymbol('|')) return finishComprehension(c, 'object', at, first, value);
  const pairs: (readonly [Term, Term])[] = [[first, value]];
  return parseGrouped(c, () => {
    while (c.takeSymbol(',')) {
      if (c.isSymbol('}')) break;
      const key = parseTerm(c);
      c.expect(':', 'after the key');
      pairs.push([key, parseTerm(c)]);
    }
    c.expect('}', 'or ,');
    return { kind: 'object', pairs, at };
  });
}

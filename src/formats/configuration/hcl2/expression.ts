import { SyntaxFault } from '../configuration.ts';
import type { Cursor, Token } from './cursor.ts';
import type { Expression, Literal, ObjectExpression } from './syntax.ts';
import { readHeredoc, readQuoted } from './template.ts';

const OPERATORS: ReadonlySet<string> = new Set(['||', '&&', '==', '!=', '>', '>=', '<', '<=', '+', '-', '*', '/', '%']);

/**
 * Reads an expression. Where operations begin and end is all that matters of them, so their precedence does not.
 * https://github.com/hashicorp/hcl/blob/v2.23.0/hclsyntax/parser.go
 */
export function readExpression(cursor: Cursor): Expression {
  return cursor.deeper(() => readConditional(cursor));
}

function readConditional(cursor: Cursor): Expression {
  const condition = readOperation(cursor);
  if (cursor.peek().kind !== '?') return condition;
  cursor.read();
  const whenTrue = readExpression(cursor);
  cursor.expect(':', 'a condition needs a colon and what it is otherwise', 'write condition ? a : b');
  const whenFalse = readExpression(cursor);
  return { kind: 'conditional', condition, whenTrue, whenFalse, start: condition.start, end: whenFalse.end };
}

function readOperation(cursor: Cursor): Expression {
  let left = readTraversals(cursor, readTerm(cursor));
  while (OPERATORS.has(cursor.peek().kind)) {
    cursor.read();
    const right = readTraversals(cursor, readTerm(cursor));
    left = { kind: 'opaque', start: left.start, end: right.end };
  }
  return left;
}

function readTraversals(cursor: Cursor, from: Expression): Expression {
  let expression = from;
  for (;;) {
    const { kind } = cursor.peek();
    if (kind === '.') {
      cursor.read();
      const isSplat = cursor.peek().kind === '*';
      if (isSplat) cursor.read();
      else readAttribute(cursor);
      expression = extend(expression, cursor.previousEnd, !isSplat);
    } else if (kind === '[') {
      cursor.read();
      const isConstant = readIndex(cursor);
      expression = extend(expression, cursor.previousEnd, isConstant);
    } else return expression;
  }
}

function extend(expression: Expression, end: number, isConstant: boolean): Expression {
  return { kind: isConstant && expression.kind === 'traversal' ? 'traversal' : 'opaque', start: expression.start, end };
}

function readAttribute(cursor: Cursor): void {
  const { kind } = cursor.peek();
  if (kind !== 'identifier' && kind !== 'number') throw cursor.fault('the name of an attribute must follow a point');
  const token = cursor.read();
  if (kind === 'number' && cursor.textOf(token).includes('.')) {
    const [first, second] = cursor.textOf(token).split('.');
    throw new SyntaxFault('two indices in a row cannot be written with points', token.start, { hint: `write [${first}][${second}]` });
  }
}

/** Whether the index is a constant. The opening bracket is read. */
function readIndex(cursor: Cursor): boolean {
  if (cursor.peek().kind === '*') {
    cursor.read();
    cursor.expect(']', 'a closing bracket must follow the star of a splat');
    return false;
  }
  return cursor.within(false, () => {
    const key = readExpression(cursor);
    cursor.expect(']', 'an index must end with a closing bracket');
    return key.kind === 'literal' || (key.kind === 'template' && key.parts.length === 1 && key.parts[0]?.kind === 'literal');
  });
}

function readTerm(cursor: Cursor): Expression {
  const token = cursor.peek();
  const { start } = token;
  switch (token.kind) {
    case '(': {
      cursor.read();
      cursor.within(false, () => {
        readExpression(cursor);
        cursor.expect(')', 'a closing parenthesis is missing');
      });
      return { kind: 'opaque', start, end: cursor.previousEnd };
    }
    case 'number':
      return numberOf(cursor, cursor.read());
    case 'identifier':
      return readName(cursor);
    case '"':
      cursor.read();
      return cursor.within(false, () => readQuoted(cursor, start, readExpression));
    case 'heredoc':
      return cursor.within(false, () => readHeredoc(cursor, cursor.read(), readExpression));
    case '-':
    case '!': {
      const operator = token.kind;
      cursor.read();
      const operand = cursor.deeper(() => readTraversals(cursor, readTerm(cursor)));
      return { kind: 'unary', operator, operand, start, end: operand.end };
    }
    case '[':
      cursor.read();
      return cursor.within(false, () => readTuple(cursor, start));
    case '{':
      cursor.read();
      return readObject(cursor, start);
    case 'end':
      throw cursor.fault('the text ends where an expression must stand');
    default:
      throw cursor.fault(`an expression cannot begin with ${JSON.stringify(cursor.textOf(token))}`);
  }
}

function numberOf(cursor: Cursor, token: Token): Literal {
  const digits = cursor.textOf(token);
  const value = Number(digits);
  if (!Number.isFinite(value)) throw new SyntaxFault(`${digits.slice(0, 40)} is no number that can be read`, token.start);
  return { kind: 'literal', value, digits, start: token.start, end: token.end };
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function readName(cursor: Cursor): Expression {
  const token = cursor.read();
  const { start, end } = token;
  const next = cursor.peek().kind;
  if (next === '(' || next === '::') {
    readCall(cursor);
    return { kind: 'opaque', start, end: cursor.previousEnd };
  }
  const value = WORDS.get(cursor.textOf(token));
  return value === undefined ? { kind: 'traversal', start, end } : { kind: 'literal', value, start, end };
}

function readCall(cursor: Cursor): void {
  while (cursor.peek().kind === '::') {
    cursor.read();
    cursor.expect('identifier', 'the name of a function must follow ::');
  }
  cursor.expect('(', 'the arguments of a function must follow its name');
  cursor.within(false, () => {
    while (cursor.peek().kind !== ')') {
      readExpression(cursor);
      if (cursor.peek().kind === '...') {
        cursor.read();
        break;
      }
      if (cursor.peek().kind === ')') break;
      cursor.expect(',', 'a comma must stand between the arguments of a function');
    }
    cursor.expect(')', 'the arguments of a function must end with a closing parenthesis');
  });
}

function readTuple(cursor: Cursor, start: number): Expression {
  if (cursor.isWord('for')) return readFor(cursor, start, ']');
  const items: Expression[] = [];
  while (cursor.peek().kind !== ']') {
    items.push(readExpression(cursor));
    if (cursor.peek().kind === ']') break;
    cursor.expect(',', 'a comma must stand between the members of a list');
  }
  cursor.read();
  return { kind: 'tuple', items, start, end: cursor.previousEnd };
}

function readObject(cursor: Cursor, start: number): Expression {
  const isFor = cursor.within(false, () => cursor.isWord('for'));
  if (isFor) return cursor.within(false, () => readFor(cursor, start, '}'));
  return cursor.within(true, () => {
    const items: ObjectExpression['items'][number][] = [];
    for (;;) {
      while (cursor.peek().kind === 'newline') cursor.read();
      if (cursor.peek().kind === '}') break;
      const key = readExpression(cursor);
      const sign = cursor.peek().kind;
      if (sign !== '=' && sign !== ':') {
        throw cursor.fault('= must stand between the key and the value of an object', 'a key with points or blanks stands in quotes');
      }
      cursor.read();
      items.push({ key, value: readExpression(cursor) });
      const next = cursor.peek().kind;
      if (next === '}') break;
      if (next !== ',' && next !== 'newline') throw cursor.fault('a comma or a line break must stand between the members of an object');
      cursor.read();
    }
    cursor.read();
    return { kind: 'object', items, start, end: cursor.previousEnd };
  });
}

/** `[for x in xs : x]` or `{for k, v in xs : k => v...  if c}`, from the word `for` on. */
function readFor(cursor: Cursor, start: number, close: ']' | '}'): Expression {
  cursor.read();
  cursor.expect('identifier', 'the name of a variable must follow for');
  if (cursor.peek().kind === ',') {
    cursor.read();
    cursor.expect('identifier', 'the name of a variable must follow the comma');
  }
  if (!cursor.isWord('in')) throw cursor.fault('the word in must follow the variables of for');
  cursor.read();
  readExpression(cursor);
  cursor.expect(':', 'a colon must follow the collection of a for expression');
  readExpression(cursor);
  const hasKey = cursor.peek().kind === '=>';
  if (hasKey && close === ']') throw cursor.fault('a for expression that makes a list has no keys');
  if (!hasKey && close === '}') throw cursor.fault('a for expression that makes an object needs keys', 'write key => value');
  if (hasKey) {
    cursor.read();
    readExpression(cursor);
  }
  if (cursor.peek().kind === '...') {
    if (close === ']') throw cursor.fault('a for expression that makes a list cannot group by ...');
    cursor.read();
  }
  if (cursor.isWord('if')) {
    cursor.read();
    readExpression(cursor);
  }
  cursor.expect(close, `a for expression must end with ${close}`);
  return { kind: 'opaque', start, end: cursor.previousEnd };
}

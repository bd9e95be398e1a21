import { type Members, memberOf, type Reading, SyntaxFault, setMember } from '../configuration.ts';
import { readBody } from './body.ts';
import { Cursor } from './cursor.ts';
import type { Block, Body, Expression, Literal } from './syntax.ts';

/**
 * HCL 2 as hcl2json shows it: literals, lists and objects are values, everything that would have to be evaluated is its own text in `${…}`. Blocks are
 * always lists, below their labels. https://github.com/tmccombs/hcl2json/blob/v0.6.7/convert/convert.go
 */
export function readHcl2(text: string): Reading {
  const body = readBody(new Cursor(text), 'end');
  return { documents: [new Converter(text).body(body)] };
}

class Converter {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  body({ attributes, blocks }: Body): Members {
    const members: Members = {};
    for (const block of blocks) this.#block(block, members);
    for (const [name, expression] of attributes) setMember(members, name, this.#value(expression));
    return members;
  }

  #block(block: Block, into: Members): void {
    let members = into;
    let key = block.type;
    for (const label of block.labels) {
      const known = memberOf(members, key);
      if (known === undefined) {
        const inner: Members = {};
        setMember(members, key, inner);
        members = inner;
      } else if (Array.isArray(known)) throw mixed(block);
      else members = known as Members;
      key = label;
    }
    const known = memberOf(members, key);
    const value = this.body(block.body);
    if (known === undefined) setMember(members, key, [value]);
    else if (Array.isArray(known)) known.push(value);
    else throw mixed(block);
  }

  #value(expression: Expression): unknown {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'unary':
        return expression.operand.kind === 'literal' ? apply(expression.operator, expression.operand) : this.#wrap(expression);
      case 'template':
        return this.#template(expression.parts);
      case 'wrapped':
        return this.#value(expression.expression);
      case 'tuple':
        return expression.items.map((item) => this.#value(item));
      case 'object': {
        const members: Members = {};
        for (const { key, value } of expression.items) setMember(members, this.#key(key), this.#value(value));
        return members;
      }
      default:
        return this.#wrap(expression);
    }
  }

  #template(parts: readonly Expression[]): string {
    return parts.map((part) => this.#part(part)).join('');
  }

  #part(expression: Expression): string {
    switch (expression.kind) {
      case 'literal':
        return escape(textOf(expression));
      case 'template':
        return this.#template(expression.parts);
      case 'wrapped':
        return this.#part(expression.expression);
      case 'conditional': {
        const otherwise = this.#part(expression.whenFalse);
        const head = `%{if ${this.#source(expression.condition)}}${this.#part(expression.whenTrue)}`;
        return `${head}${otherwise === '' ? '' : `%{else}${otherwise}`}%{endif}`;
      }
      case 'template-for':
        return `%{for ${expression.variables.join(', ')} in ${this.#source(expression.collection)}}${this.#part(expression.body)}%{endfor}`;
      default:
        return this.#wrap(expression);
    }
  }

  /** A name as a key is its own text. */
  #key(expression: Expression): string {
    return expression.kind === 'traversal' ? this.#source(expression) : this.#part(expression);
  }

  #wrap(expression: Expression): string {
    return `\${${this.#source(expression)}}`;
  }

  /** Upstream takes a closing parenthesis after an expression for a part of it. */
  #source({ start, end }: Expression): string {
    return this.#text.slice(start, this.#text[end] === ')' ? end + 1 : end);
  }
}

function mixed({ type, labels, start }: Block): SyntaxFault {
  const name = [type, ...labels].join('.');
  return new SyntaxFault(`the block ${name} stands beside one of the same name with other labels, which no value can show`, start);
}

function apply(operator: '-' | '!', operand: Literal): unknown {
  const { value, start } = operand;
  if (operator === '-' && typeof value === 'number') return -value;
  if (operator === '!' && typeof value === 'boolean') return !value;
  throw new SyntaxFault(operator === '-' ? 'only a number has a negative' : 'only true and false have an opposite', start);
}

function textOf({ value, digits }: Literal): string {
  return digits === undefined ? String(value) : plainDecimal(digits);
}

/** Without exponent, nor zeros that say nothing. */
function plainDecimal(digits: string): string {
  const [, whole = '', fraction = '', power = '0'] = /^([0-9]*)\.?([0-9]*)(?:[eE]([-+]?[0-9]+))?$/.exec(digits) ?? [];
  const shift = Number(power);
  const all = whole + fraction;
  const point = whole.length + shift;
  const padded = point < 0 ? '0'.repeat(-point) + all : all.padEnd(point, '0');
  const left = padded.slice(0, Math.max(0, point)).replace(/^0+/, '') || '0';
  const right = padded.slice(Math.max(0, point)).replace(/0+$/, '');
  return right === '' ? left : `${left}.${right}`;
}

/** What would be a template stays as it was written. */
function escape(text: string): string {
  return text.replaceAll('${', '$$$${').replaceAll('%{', '%%{');
}

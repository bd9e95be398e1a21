import { SyntaxFault } from '../configuration.ts';
import type { Cursor } from './cursor.ts';
import type { Expression, Literal } from './syntax.ts';

export interface TextPart {
  readonly kind: 'text';
  value: string;
}

/** A template before its directives are matched. */
export type TemplatePart =
  | TextPart
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'if'; readonly condition: Expression; readonly offset: number }
  | { readonly kind: 'for'; readonly variables: readonly string[]; readonly collection: Expression; readonly offset: number }
  | { readonly kind: 'else' | 'endif' | 'endfor'; readonly offset: number };

/** What follows `%{`, up to the closing brace. */
export function readDirective(cursor: Cursor, readExpression: (cursor: Cursor) => Expression): TemplatePart {
  const word = cursor.expect(
    'identifier',
    'a directive must begin with if, else, endif, for or endfor',
    'if the characters are meant, write %%{',
  );
  const offset = word.start;
  const name = cursor.textOf(word);
  switch (name) {
    case 'if':
      return { kind: 'if', condition: readExpression(cursor), offset };
    case 'for': {
      const variables = [cursor.textOf(cursor.expect('identifier', 'the name of a variable must follow for'))];
      if (cursor.peek().kind === ',') {
        cursor.read();
        variables.push(cursor.textOf(cursor.expect('identifier', 'the name of a variable must follow the comma')));
      }
      if (!cursor.isWord('in')) throw cursor.fault('the word in must follow the variables of for');
      cursor.read();
      return { kind: 'for', variables, collection: readExpression(cursor), offset };
    }
    case 'else':
    case 'endif':
    case 'endfor':
      return { kind: name, offset };
    default:
      throw new SyntaxFault(`the directive ${name} is not known`, offset, { hint: 'if the characters are meant, write %%{' });
  }
}

/** The expression that a template is. */
export function treeOf(parts: readonly TemplatePart[], start: number, end: number): Expression {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'expression') return { kind: 'wrapped', expression: only.expression, start, end };
  return { kind: 'template', parts: new TreeBuilder(meld(parts), end).readAll(), start, end };
}

/** Texts that follow each other are one, and a template without anything is an empty text. */
function meld(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  if (parts.length === 0) return [{ kind: 'text', value: '' }];
  const melded: TemplatePart[] = [];
  let texts: string[] = [];
  const flush = (): void => {
    if (texts.length > 0) melded.push({ kind: 'text', value: texts.join('') });
    texts = [];
  };
  for (const part of parts) {
    if (part.kind === 'text') texts.push(part.value);
    else {
      flush();
      melded.push(part);
    }
  }
  flush();
  return melded;
}

class TreeBuilder {
  readonly #parts: readonly TemplatePart[];
  readonly #end: number;
  #at = 0;
  #depth = 0;

  constructor(parts: readonly TemplatePart[], end: number) {
    this.#parts = parts;
    this.#end = end;
  }

  readAll(): Expression[] {
    const all: Expression[] = [];
    while (this.#at < this.#parts.length) all.push(this.#next());
    return all;
  }

  #next(): Expression {
    const part = this.#parts[this.#at++];
    if (!part) throw new SyntaxFault('a template ends too early', this.#end);
    switch (part.kind) {
      case 'text':
        return this.#literal(part.value);
      case 'expression':
        return part.expression;
      case 'if': {
        const [whenTrue, closer] = this.#until(part.offset, ['else', 'endif']);
        const [whenFalse] = closer === 'else' ? this.#until(part.offset, ['endif']) : [this.#template([])];
        return { kind: 'conditional', condition: part.condition, whenTrue, whenFalse, start: part.offset, end: this.#end };
      }
      case 'for': {
        const [body] = this.#until(part.offset, ['endfor']);
        return { kind: 'template-for', variables: part.variables, collection: part.collection, body, start: part.offset, end: this.#end };
      }
      default:
        throw new SyntaxFault(`the directive ${part.kind} closes nothing here`, part.offset);
    }
  }

  #until(offset: number, closers: readonly string[]): readonly [Expression, string] {
    if (++this.#depth > MAX_DIRECTIVES) throw new SyntaxFault('directives are nested too deep', offset, { isLimit: true });
    const content: Expression[] = [];
    for (;;) {
      const part = this.#parts[this.#at];
      if (!part) throw new SyntaxFault('a directive is never closed', offset, { hint: `it ends with %{${closers.at(-1)}}` });
      if (closers.includes(part.kind)) {
        this.#at++;
        this.#depth--;
        return [this.#template(content), part.kind];
      }
      content.push(this.#next());
    }
  }

  #template(content: readonly Expression[]): Expression {
    return { kind: 'template', parts: content.length === 0 ? [this.#literal('')] : content, start: 0, end: 0 };
  }

  /** Texts are in Unicode's normal form C, as HCL's own are. */
  #literal(value: string): Literal {
    return { kind: 'literal', value: value.normalize('NFC'), start: 0, end: 0 };
  }
}

const MAX_DIRECTIVES = 200;

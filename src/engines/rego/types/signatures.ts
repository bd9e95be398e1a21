import { SIGNATURES } from './signature-table.ts';
import { ANY, type Type, unionOf } from './type.ts';

export interface Parameter {
  readonly name: string;
  readonly type: Type;
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly result: Parameter | undefined;
}

const parsed = new Map<string, Signature | undefined>();

/** What a builtin takes and gives, or undefined where any number of arguments of any type is allowed. */
export function signatureOf(name: string): Signature | undefined {
  if (!parsed.has(name)) {
    const text = SIGNATURES[name];
    parsed.set(name, text === undefined || text.startsWith('...') ? undefined : parseSignature(text));
  }
  return parsed.get(name);
}

function parseSignature(text: string): Signature {
  const [left = '', right = 'none'] = text.split(' => ');
  const parameters = left === '' ? [] : left.split('; ').map(parseParameter);
  return { parameters, result: right === 'none' ? undefined : parseParameter(right) };
}

function parseParameter(text: string): Parameter {
  const space = text.indexOf(' ');
  return { name: space < 0 ? '' : text.slice(0, space), type: new TypeReader(text.slice(space + 1)).read() };
}

/** Reads the short form that the table writes types in. */
class TypeReader {
  private readonly text: string;
  private at = 0;
  constructor(text: string) {
    this.text = text;
  }

  private take(mark: string): boolean {
    if (!this.text.startsWith(mark, this.at)) return false;
    this.at += mark.length;
    return true;
  }

  read(): Type {
    if (this.take('(')) {
      const of = [this.read()];
      while (this.take('|')) of.push(this.read());
      this.take(')');
      return unionOf(of);
    }
    if (this.take('<')) {
      const of = this.read();
      this.take('>');
      return { kind: 'set', of };
    }
    if (this.take('[')) return this.readArray();
    if (this.take('{')) return this.readObject();
    const word = /[a-z]+/y;
    word.lastIndex = this.at;
    const name = word.exec(this.text)?.[0] ?? '';
    this.at += name.length;
    return name === 'any' ? ANY : { kind: name as 'string' };
  }

  private readArray(): Type {
    const items: Type[] = [];
    let rest: Type | undefined;
    while (!this.take(']')) {
      if (this.take('...')) rest = this.read();
      else items.push(this.read());
      this.take(',');
    }
    return { kind: 'array', items, rest };
  }

  private readObject(): Type {
    const fields = new Map<string, { key: string; type: Type }>();
    let rest: { key: Type; value: Type } | undefined;
    while (!this.take('}')) {
      if (this.take('*')) {
        const key = this.read();
        this.take(':');
        rest = { key, value: this.read() };
      } else {
        const end = this.text.indexOf(':', this.at);
        const key = this.text.slice(this.at, end);
        this.at = end + 1;
        fields.set(key, { key, type: this.read() });
      }
      this.take(',');
    }
    return { kind: 'object', fields, rest };
  }
}

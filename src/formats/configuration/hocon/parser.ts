import { checkDepth, MAX_DEPTH, type ParseContext, SyntaxFault } from '../configuration.ts';
import { type Token, Tokenizer } from './tokenizer.ts';
import { HoconObject, HoconValue, Substitution } from './values.ts';

/** https://github.com/go-akka/configuration/blob/a002c0330665/hocon/parser.go */
export class HoconParser {
  readonly #reader: Tokenizer;
  readonly #environment: NonNullable<ParseContext['environment']>;
  readonly #substitutions: { readonly substitution: Substitution; readonly offset: number }[] = [];
  #depth = 0;

  constructor(text: string, environment: NonNullable<ParseContext['environment']>) {
    this.#reader = new Tokenizer(text);
    this.#environment = environment;
  }

  parse(): HoconValue {
    const root = new HoconValue();
    this.#reader.skip();
    this.#object(root, true, '');
    for (const { substitution, offset } of this.#substitutions) this.#resolve(root, substitution, offset);
    return root;
  }

  #resolve(root: HoconValue, substitution: Substitution, offset: number): void {
    const { path, isOptional } = substitution;
    let node: HoconValue | undefined = root;
    for (const key of pathElements(path)) node = node?.object()?.items.get(key);
    if (node) {
      substitution.resolved = node;
      return;
    }
    const given = Object.hasOwn(this.#environment, path) ? this.#environment[path] : undefined;
    if (given !== undefined) {
      const value = new HoconValue();
      value.elements.push({ kind: 'literal', text: Buffer.from(given, 'utf8').toString('latin1') });
      substitution.resolved = value;
    } else if (!isOptional) {
      throw new SyntaxFault(`\${${path}} refers to nothing`, this.#reader.characterAt(offset), { hint: `\${?${path}} may be absent` });
    }
  }

  #object(owner: HoconValue, isWhole: boolean, path: string): void {
    this.#deeper();
    if (!owner.object()) owner.elements = [new HoconObject()];
    const object = owner.object() ?? new HoconObject();
    for (let value = owner; value.old; value = value.old) {
      const [own, old] = [value.object(), value.old.object()];
      if (!own || !old) break;
      own.merge(old);
    }
    while (!this.#reader.isEnd) {
      const token = this.#reader.next();
      if (token.kind === '}') break;
      if (token.kind === 'include') {
        throw new SyntaxFault('other files are not included', this.#reader.characterAt(), {
          hint: 'give the files themselves, or leave the include out',
        });
      }
      if (token.kind !== 'key') continue;
      this.#keyContent(object.getOrCreate(token.text), path === '' ? token.text : `${path}.${token.text}`);
      if (!isWhole) break;
    }
    this.#depth--;
  }

  #deeper(): void {
    if (++this.#depth > MAX_DEPTH) checkDepth(this.#depth, this.#reader.characterAt());
  }

  #keyContent(value: HoconValue, path: string): void {
    while (!this.#reader.isEnd) {
      const { kind } = this.#reader.next();
      if (kind === '.') return this.#object(value, false, path);
      if (kind === '{') return this.#object(value, true, path);
      if (kind === '=' || kind === '+=') {
        if (!value.object()) value.elements = [];
        return this.#value(value, kind === '+=', path);
      }
    }
  }

  #value(owner: HoconValue, isAppending: boolean, path: string): void {
    const reader = this.#reader;
    if (reader.isEnd) throw new SyntaxFault('the text ends where a value must stand', reader.characterAt());
    this.#deeper();
    reader.skip();
    while (reader.isValue()) {
      const token = reader.value();
      if (isAppending) this.#substitute(owner, path, false);
      this.#element(owner, token, path);
      const blanks = reader.blanks();
      if (blanks !== '') owner.elements.push({ kind: 'literal', text: blanks });
    }
    reader.skipSeparator();
    this.#depth--;
  }

  #element(owner: HoconValue, token: Token, path: string): void {
    switch (token.kind) {
      case 'literal':
        if (owner.object()) owner.elements = [];
        owner.elements.push({ kind: 'literal', text: token.text });
        break;
      case '{':
        this.#object(owner, true, path);
        break;
      case '[':
        owner.elements.push({ kind: 'array', values: this.#array(path) });
        break;
      case 'substitution':
      case 'optional':
        this.#substitute(owner, token.text, token.kind === 'optional');
        break;
      default:
    }
  }

  #substitute(owner: HoconValue, path: string, isOptional: boolean): void {
    const substitution = new Substitution(path, isOptional);
    this.#substitutions.push({ substitution, offset: this.#reader.at });
    owner.elements.push(substitution);
  }

  #array(path: string): HoconValue[] {
    const values: HoconValue[] = [];
    const reader = this.#reader;
    while (!reader.isEnd && !reader.startsWith(']')) {
      const before = reader.at;
      const value = new HoconValue();
      this.#value(value, false, path);
      values.push(value);
      reader.skip();
      if (reader.at === before) throw new SyntaxFault('a list has something that is no value', reader.characterAt());
    }
    reader.take(1);
    return values;
  }
}

/** Points divide a path; quotes do not join it. */
export function pathElements(path: string): string[] {
  return path.split(/[".]/).filter((element) => element !== '');
}

import { checkDepth, type Members, memberOf, type ParseContext, type Reading, SyntaxFault, setMember } from '../configuration.ts';
import { Cursor } from './cursor.ts';
import { type Definitions, type FieldDefinition, type MessageDefinition, readDefinitions } from './definitions.ts';
import { scalarOf } from './scalar.ts';

/**
 * A protocol buffer as text, of the message that its comment names, as JSON shows it.
 * https://github.com/open-policy-agent/conftest/blob/v0.71.1/parser/textproto/textproto.go
 */
export function readTextproto(text: string, { file, protoFiles = [] }: ParseContext): Reading {
  const type = /#[ \t\r\f]+proto-message:[ \t\r\f]+([\w.]+)/.exec(text)?.[1];
  if (type === undefined) {
    throw new SyntaxFault('no comment names the message', 0, { hint: 'the first line should be: # proto-message: package.Message' });
  }
  const definitions = readDefinitions(protoFiles);
  const message = definitions.get(type);
  if (message?.kind !== 'message' || !message.isTop) {
    throw new SyntaxFault(`look up message type ${type.slice(0, 200)}: it is not defined`, undefined, {
      hint: 'name the folder of its .proto file: --proto-file-dirs DIR',
    });
  }
  return { documents: [new TextReader(new Cursor({ name: file, text }, false), definitions).message(message, '', 0)] };
}

class TextReader {
  readonly #cursor: Cursor;
  readonly #definitions: Definitions;

  constructor(cursor: Cursor, definitions: Definitions) {
    this.#cursor = cursor;
    this.#definitions = definitions;
  }

  message(message: MessageDefinition, end: string, depth: number): Members {
    checkDepth(depth, this.#cursor.offset);
    const members: Members = {};
    const seen = new Set<string>();
    while (!this.#ends(end)) {
      const name = this.#cursor.peek();
      const field = message.fields.get(name);
      if (!field) throw this.#cursor.fault(`${message.name} has no field ${name.slice(0, 80)}`);
      this.#cursor.read();
      const hasColon = this.#cursor.take(':');
      const key = field.oneof === undefined ? name : `oneof ${field.oneof}`;
      if (field.label === 'single' && seen.has(key)) throw this.#cursor.fault(`${name} is set twice, or another of its oneof is`);
      seen.add(key).add(name);
      this.#field(members, message, field, hasColon, depth);
      if (!this.#cursor.take(',')) this.#cursor.take(';');
    }
    const missing = [...message.fields.values()].find(({ name, isRequired }) => isRequired && !seen.has(name));
    if (missing) throw this.#cursor.fault(`the required field ${missing.name} of ${message.name} is missing`);
    return members;
  }

  #ends(end: string): boolean {
    const token = this.#cursor.peek();
    if (token === '' && end !== '') throw this.#cursor.fault(`${end} is missing before the end`);
    return end === '' ? token === '' : this.#cursor.take(end);
  }

  #field(members: Members, message: MessageDefinition, field: FieldDefinition, hasColon: boolean, depth: number): void {
    const { name, label, hasPresence } = field;
    if (label === 'single') {
      const { value, isZero } = this.#value(message, field.type, hasColon, depth);
      if (hasPresence || !isZero) setMember(members, name, value);
      return;
    }
    const values = this.#list(message, field, hasColon, depth);
    if (values.length === 0) return;
    const old = memberOf(members, name);
    if (label === 'repeated') setMember(members, name, [...(Array.isArray(old) ? (old as unknown[]) : []), ...values]);
    else {
      const map = (old ?? {}) as Members;
      for (const entry of values as Members[]) setMember(map, String(entry['key']), entry['value']);
      setMember(members, name, map);
    }
  }

  #list(message: MessageDefinition, field: FieldDefinition, hasColon: boolean, depth: number): unknown[] {
    const one = (): unknown =>
      field.label === 'map' ? this.#entry(message, field, depth) : this.#value(message, field.type, hasColon, depth).value;
    if (!this.#cursor.take('[')) return [one()];
    const values: unknown[] = [];
    while (!this.#cursor.take(']')) {
      values.push(one());
      if (!this.#cursor.take(',') && this.#cursor.peek() !== ']') throw this.#cursor.fault('a comma or ] must stand here');
    }
    return values;
  }

  #entry(message: MessageDefinition, { keyType, type, name }: FieldDefinition, depth: number): Members {
    const field = (one: string, of: string): FieldDefinition => ({
      name: one,
      type: of,
      label: 'single',
      keyType: '',
      hasPresence: true,
      isRequired: true,
      oneof: undefined,
    });
    const fields = new Map([field('key', keyType), field('value', type)].map((one) => [one.name, one] as const));
    return this.message({ ...message, fields, name: `${message.name}.${name}` }, this.#open(), depth + 1);
  }

  #open(): string {
    if (this.#cursor.take('<')) return '>';
    this.#cursor.expect('{');
    return '}';
  }

  #value(
    message: MessageDefinition,
    type: string,
    hasColon: boolean,
    depth: number,
  ): { readonly value: unknown; readonly isZero: boolean } {
    const definition = this.#resolve(message.name, type);
    if (definition?.kind === 'message') return { value: this.message(definition, this.#open(), depth + 1), isZero: false };
    if (!hasColon) throw this.#cursor.fault('a colon must stand before the value');
    return scalarOf(this.#cursor, definition ?? type);
  }

  /** Names are looked up from the inside to the outside. */
  #resolve(scope: string, type: string): ReturnType<Definitions['get']> {
    if (type.startsWith('.')) return this.#definitions.get(type.slice(1));
    for (let prefix = scope; prefix !== ''; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf('.')))) {
      const found = this.#definitions.get(`${prefix}.${type}`);
      if (found) return found;
    }
    return this.#definitions.get(type);
  }
}

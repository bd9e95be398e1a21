import { MAX_DEPTH, type ProtoFile } from '../configuration.ts';
import { Cursor } from './cursor.ts';

export interface FieldDefinition {
  readonly name: string;
  readonly type: string;
  readonly label: 'single' | 'repeated' | 'map';
  readonly keyType: string;
  /** Whether a value that is zero shows, too. */
  readonly hasPresence: boolean;
  readonly isRequired: boolean;
  readonly oneof: string | undefined;
}

export interface MessageDefinition {
  readonly kind: 'message';
  readonly name: string;
  readonly fields: Map<string, FieldDefinition>;
  readonly isTop: boolean;
}

export interface EnumDefinition {
  readonly kind: 'enum';
  readonly values: Map<string, number>;
}

/** Messages and enums by their full names. */
export type Definitions = Map<string, MessageDefinition | EnumDefinition>;

/** https://protobuf.dev/reference/protobuf/proto3-spec/ and proto2-spec, without groups and extensions. */
export function readDefinitions(files: readonly ProtoFile[]): Definitions {
  const definitions: Definitions = new Map();
  for (const file of files) new DefinitionReader(file, definitions).readFile();
  return definitions;
}

class DefinitionReader {
  readonly #cursor: Cursor;
  readonly #definitions: Definitions;
  #isProto3 = false;

  constructor(file: ProtoFile, definitions: Definitions) {
    this.#cursor = new Cursor(file, true);
    this.#definitions = definitions;
  }

  readFile(): void {
    let scope = '';
    while (this.#cursor.peek() !== '') {
      const word = this.#cursor.read();
      if (word === 'syntax') {
        this.#cursor.expect('=');
        this.#isProto3 = this.#cursor.read().slice(1, -1) === 'proto3';
        this.#cursor.expect(';');
      } else if (word === 'package') {
        scope = `${this.#cursor.read()}.`;
        this.#cursor.expect(';');
      } else if (word === 'message') this.#message(scope, 0);
      else if (word === 'enum') this.#enum(scope);
      else if (word !== ';') this.#skip();
    }
  }

  #message(scope: string, depth: number): void {
    if (depth > MAX_DEPTH) throw this.#cursor.fault('messages are nested too deeply', true);
    const name = scope + this.#cursor.read();
    const message: MessageDefinition = { kind: 'message', name, fields: new Map(), isTop: depth === 0 };
    this.#definitions.set(name, message);
    this.#cursor.expect('{');
    while (!this.#cursor.take('}')) {
      if (this.#cursor.peek() === '') throw this.#cursor.fault(`the message ${name} is never closed`);
      const word = this.#cursor.read();
      if (word === 'message') this.#message(`${name}.`, depth + 1);
      else if (word === 'enum') this.#enum(`${name}.`);
      else if (word === 'oneof') this.#oneof(message);
      else if (['option', 'reserved', 'extensions', 'extend'].includes(word)) this.#skip();
      else if (word !== ';') this.#field(message, word, undefined);
    }
  }

  #oneof({ fields, ...message }: MessageDefinition): void {
    const oneof = this.#cursor.read();
    this.#cursor.expect('{');
    while (!this.#cursor.take('}')) {
      const word = this.#cursor.read();
      if (word === '') throw this.#cursor.fault(`the oneof ${oneof} is never closed`);
      if (word === 'option') this.#skip();
      else if (word !== ';') this.#field({ ...message, fields }, word, oneof);
    }
  }

  #field({ fields }: MessageDefinition, word: string, oneof: string | undefined): void {
    const isLabel = ['optional', 'required', 'repeated'].includes(word);
    const type = (isLabel ? this.#cursor.read() : word) + (word === '.' ? this.#cursor.read() : '');
    if (type === 'group') throw this.#cursor.fault('groups are not read', true);
    let [keyType, valueType] = ['', type];
    if (type === 'map' && this.#cursor.take('<')) {
      keyType = this.#cursor.read();
      this.#cursor.expect(',');
      valueType = this.#cursor.read();
      this.#cursor.expect('>');
    }
    const name = this.#cursor.read();
    this.#cursor.expect('=');
    this.#skip();
    const label = keyType !== '' ? 'map' : word === 'repeated' ? 'repeated' : 'single';
    const hasPresence = oneof !== undefined || word === 'optional' || !this.#isProto3;
    fields.set(name, { name, type: valueType, label, keyType, hasPresence, isRequired: word === 'required', oneof });
  }

  #enum(scope: string): void {
    const name = scope + this.#cursor.read();
    const values = new Map<string, number>();
    this.#definitions.set(name, { kind: 'enum', values });
    this.#cursor.expect('{');
    while (!this.#cursor.take('}')) {
      const word = this.#cursor.read();
      if (word === '') throw this.#cursor.fault(`the enum ${name} is never closed`);
      if (word === ';') continue;
      if (word !== 'option' && word !== 'reserved') {
        this.#cursor.expect('=');
        const sign = this.#cursor.take('-') ? -1 : 1;
        values.set(word, sign * Number(this.#cursor.read()));
      }
      this.#skip();
    }
  }

  /** To the end of a statement: a semicolon, or a block that closes. */
  #skip(): void {
    for (let depth = 0; ; ) {
      const token = this.#cursor.read();
      if (token === '') throw this.#cursor.fault('a statement is never ended');
      if (token === '{') depth++;
      else if (token === '}' && --depth === 0) return;
      else if (token === ';' && depth === 0) return;
    }
  }
}

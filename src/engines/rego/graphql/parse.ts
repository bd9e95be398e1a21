import {
  type Argument,
  type ArgumentDefinition,
  type ChildLiteral,
  type Comments,
  type Definition,
  type Directive,
  type DirectiveDefinition,
  type EnumValueDefinition,
  type FieldDefinition,
  type FragmentDefinition,
  GraphqlFault,
  type GraphqlPlace,
  type Literal,
  type OperationDefinition,
  type OperationType,
  type QueryDocument,
  type SchemaDefinition,
  type SchemaDocument,
  type Selection,
  type TypeReference,
  VALUE_KINDS,
  type VariableDefinition,
} from './document.ts';
import { GraphqlLexer, type GraphqlToken, type TokenKind } from './tokens.ts';

/** Nesting beyond this is an attack on the stack. */
const MAX_DEPTH = 500;

const LOCATIONS: ReadonlySet<string> = new Set(
  (
    'QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION SCHEMA SCALAR OBJECT ' +
    'FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION'
  ).split(' '),
);
const KINDS: Readonly<Record<string, string>> = {
  scalar: 'SCALAR',
  type: 'OBJECT',
  interface: 'INTERFACE',
  union: 'UNION',
  enum: 'ENUM',
  input: 'INPUT_OBJECT',
};

interface Description {
  readonly text: string;
  readonly comment: Comments | undefined;
}

export function parseQueryDocument(text: string): QueryDocument {
  return new Parser(text).query();
}

export function parseSchemaDocument(text: string, isBuiltIn: boolean = false): SchemaDocument {
  const document = new Parser(text).schema();
  for (const definition of [...document.Definitions, ...document.Extensions]) definition.BuiltIn = isBuiltIn;
  return document;
}

function noted<T extends object, K extends string>(node: T, key: K, comment: Comments | undefined): T {
  return comment === undefined ? node : Object.assign(node, { [key]: comment });
}

class Parser {
  private readonly lexer: GraphqlLexer;
  private token: GraphqlToken;
  private last: GraphqlToken;
  private comment: Comments | undefined;
  private depth = 0;

  constructor(text: string) {
    this.lexer = new GraphqlLexer(text);
    this.token = this.read();
    this.last = this.token;
  }

  /** The next token that is no comment; comments before it are kept. */
  private read(): GraphqlToken {
    this.comment = undefined;
    let token = this.lexer.next();
    while (token.kind === 'Comment') {
      this.comment ??= { List: [] };
      this.comment.List.push({ Value: token.value });
      token = this.lexer.next();
    }
    return token;
  }

  private advance(): GraphqlToken {
    this.last = this.token;
    this.token = this.read();
    return this.last;
  }

  private is(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  private skip(kind: TokenKind): boolean {
    if (!this.is(kind)) return false;
    this.advance();
    return true;
  }

  private expect(kind: TokenKind): GraphqlToken {
    if (this.is(kind)) return this.advance();
    throw new GraphqlFault(`Expected ${kind}, found ${this.token.kind}`, this.token.place);
  }

  private keyword(word: string): void {
    if (this.is('Name') && this.token.value === word) this.advance();
    else throw new GraphqlFault(`Expected ${JSON.stringify(word)}, found ${describe(this.token)}`, this.token.place);
  }

  private unexpected(token: GraphqlToken = this.token): never {
    throw new GraphqlFault(`Unexpected ${describe(token)}`, token.place);
  }

  private name(): string {
    return this.expect('Name').value;
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new GraphqlFault(`nesting of more than ${MAX_DEPTH} levels`, this.token.place);
    const result = read();
    this.depth--;
    return result;
  }

  /** Items in brackets, at least one; nothing where there is no bracket. */
  private some<T>(open: TokenKind, close: TokenKind, item: () => T): { items: T[]; comment: Comments | undefined } {
    const items: T[] = [];
    if (!this.skip(open)) return { items, comment: undefined };
    while (!this.is(close)) items.push(this.nested(item));
    if (items.length === 0) throw new GraphqlFault(`expected at least one definition, found ${this.token.kind}`, this.token.place);
    const { comment } = this;
    this.advance();
    return { items, comment };
  }

  query(): QueryDocument {
    const document: QueryDocument = { Operations: [], Fragments: [] };
    while (!this.is('<EOF>')) {
      const { value } = this.token;
      if (this.is('{') || (this.is('Name') && (value === 'query' || value === 'mutation' || value === 'subscription')))
        document.Operations.push(this.operation());
      else if (this.is('Name') && value === 'fragment') document.Fragments.push(this.fragment());
      else this.unexpected();
    }
    return document;
  }

  private operation(): OperationDefinition {
    const { place } = this.token;
    const { comment } = this;
    const base = { Name: '', VariableDefinitions: [], Directives: [], place };
    if (this.is('{')) return noted({ ...base, Operation: 'query', SelectionSet: this.selections() }, 'Comment', comment);
    const Operation = this.advance().value;
    const Name = this.is('Name') ? this.advance().value : '';
    const VariableDefinitions = this.variables();
    const Directives = this.directives(false);
    return noted({ Operation, Name, VariableDefinitions, Directives, SelectionSet: this.selections(), place }, 'Comment', comment);
  }

  private variables(): VariableDefinition[] {
    return this.some('(', ')', () => {
      const { place } = this.token;
      const { comment } = this;
      this.expect('$');
      const definition: VariableDefinition = noted(
        { Variable: this.name(), Type: this.colonType(), Directives: [], place },
        'Comment',
        comment,
      );
      if (this.skip('=')) definition.DefaultValue = this.literal(true);
      definition.Directives = this.directives(false);
      return definition;
    }).items;
  }

  private colonType(): TypeReference {
    this.expect(':');
    return this.type();
  }

  private selections(): Selection[] {
    if (!this.is('{')) throw new GraphqlFault(`Expected {, found ${this.token.kind}`, this.token.place);
    return this.some('{', '}', () => this.selection()).items;
  }

  private selection(): Selection {
    const { comment } = this;
    if (this.skip('...')) {
      const { place } = this.token;
      if (this.is('Name') && this.token.value !== 'on') {
        return noted(
          { shape: 'FragmentSpread', Name: this.name(), Directives: this.directives(false), place } as const,
          'Comment',
          comment,
        );
      }
      let TypeCondition = '';
      if (this.is('Name')) {
        this.advance();
        TypeCondition = this.name();
      }
      const Directives = this.directives(false);
      return noted(
        { shape: 'InlineFragment', TypeCondition, Directives, SelectionSet: this.selections(), place } as const,
        'Comment',
        comment,
      );
    }
    const { place } = this.token;
    const Alias = this.name();
    const Name = this.skip(':') ? this.name() : Alias;
    const Arguments = this.arguments(false);
    const Directives = this.directives(false);
    const SelectionSet = this.is('{') ? this.selections() : [];
    return noted({ shape: 'Field', Alias, Name, Arguments, Directives, SelectionSet, place } as const, 'Comment', comment);
  }

  private fragment(): FragmentDefinition {
    const { place } = this.token;
    const { comment } = this;
    this.keyword('fragment');
    if (this.token.value === 'on') this.unexpected();
    const Name = this.name();
    const VariableDefinition = this.variables();
    this.keyword('on');
    const TypeCondition = this.name();
    const Directives = this.directives(false);
    return noted({ Name, VariableDefinition, TypeCondition, Directives, SelectionSet: this.selections(), place }, 'Comment', comment);
  }

  private arguments(isConstant: boolean): Argument[] {
    return this.some('(', ')', () => this.pair(isConstant)).items;
  }

  private pair(isConstant: boolean): ChildLiteral {
    const { place } = this.token;
    const { comment } = this;
    const Name = this.name();
    this.expect(':');
    return noted({ Name, Value: this.literal(isConstant), place }, 'Comment', comment);
  }

  private directives(isConstant: boolean): Directive[] {
    const all: Directive[] = [];
    while (this.skip('@')) {
      const { place } = this.token;
      all.push({ Name: this.name(), Arguments: this.arguments(isConstant), place });
    }
    return all;
  }

  private literal(isConstant: boolean): Literal {
    const { place, kind, value } = this.token;
    const { comment } = this;
    const make = (Kind: number, Raw: string, Children: ChildLiteral[] = []): Literal =>
      noted({ Raw, Children, Kind, place }, 'Comment', comment);
    if (kind === '[' || kind === '{') {
      this.advance();
      const children: ChildLiteral[] = [];
      const close = kind === '[' ? ']' : '}';
      while (!this.is(close)) {
        children.push(this.nested(() => (kind === '[' ? { Name: '', Value: this.literal(isConstant) } : this.pair(isConstant))));
      }
      this.advance();
      return make(kind === '[' ? VALUE_KINDS.list : VALUE_KINDS.object, '', children);
    }
    if (kind === '$' && !isConstant) {
      this.advance();
      return make(VALUE_KINDS.variable, this.name());
    }
    const found = literalKind(kind, value);
    if (found === undefined) return this.unexpected();
    this.advance();
    return make(found, value);
  }

  private type(): TypeReference {
    let type: TypeReference;
    if (this.skip('[')) {
      const { place } = this.token;
      type = { NamedType: '', Elem: this.nested(() => this.type()), NonNull: false, place };
      this.expect(']');
    } else {
      const { place } = this.token;
      type = { NamedType: this.name(), NonNull: false, place };
    }
    type.NonNull = this.skip('!');
    return type;
  }

  schema(): SchemaDocument {
    const document: SchemaDocument = { Schema: [], SchemaExtension: [], Directives: [], Definitions: [], Extensions: [] };
    while (!this.is('<EOF>')) {
      const description = this.description();
      if (!this.is('Name')) this.unexpected();
      const { value } = this.token;
      if (KINDS[value] !== undefined) document.Definitions.push(this.definition(description, false));
      else if (value === 'schema') document.Schema.push(this.schemaDefinition(description, undefined, false));
      else if (value === 'directive') document.Directives.push(this.directiveDefinition(description));
      else if (value === 'extend') {
        if (description.text !== '') this.unexpected(this.last);
        this.extension(document);
      } else this.unexpected();
    }
    return noted(document, 'Comment', this.comment);
  }

  private description(): Description {
    if (!this.is('String') && !this.is('BlockString')) return { text: '', comment: undefined };
    const { comment } = this;
    return { text: this.advance().value, comment };
  }

  private extension(document: SchemaDocument): void {
    const { comment } = this;
    this.keyword('extend');
    const none: Description = { text: '', comment: undefined };
    const { value } = this.token;
    if (value === 'schema') document.SchemaExtension.push(this.schemaDefinition(none, comment, true));
    else if (KINDS[value] !== undefined) {
      const definition = this.definition(none, true);
      delete definition.AfterDescriptionComment;
      document.Extensions.push(noted(definition, 'AfterDescriptionComment', comment));
    } else this.unexpected();
  }

  private schemaDefinition(description: Description, after: Comments | undefined, isExtension: boolean): SchemaDefinition {
    const comment = isExtension ? after : this.comment;
    this.keyword('schema');
    const { place } = this.token;
    const definition: SchemaDefinition = { Description: description.text, Directives: this.directives(true), OperationTypes: [], place };
    noted(noted(definition, 'BeforeDescriptionComment', description.comment), 'AfterDescriptionComment', comment);
    const { items, comment: end } = this.some('{', '}', () => this.operationType());
    definition.OperationTypes = items;
    if (isExtension && definition.Directives.length === 0 && items.length === 0) this.unexpected();
    return noted(definition, 'EndOfDefinitionComment', end);
  }

  private operationType(): OperationType {
    const { place } = this.token;
    const { comment } = this;
    const token = this.advance();
    if (!['query', 'mutation', 'subscription'].includes(token.value)) this.unexpected(token);
    this.expect(':');
    return noted({ Operation: token.value, Type: this.name(), place }, 'Comment', comment);
  }

  private definition(description: Description, isExtension: boolean): Definition {
    const { comment } = this;
    const word = this.advance().value;
    const { place } = this.token;
    const definition: Definition = {
      Kind: KINDS[word] ?? '',
      Description: description.text,
      Name: this.name(),
      Directives: [],
      Interfaces: [],
      Fields: [],
      Types: [],
      EnumValues: [],
      BuiltIn: false,
      place,
    };
    noted(noted(definition, 'BeforeDescriptionComment', description.comment), 'AfterDescriptionComment', comment);
    if (word === 'type' || (word === 'interface' && !isExtension)) definition.Interfaces = this.interfaces();
    definition.Directives = this.directives(!(word === 'input' && isExtension));
    let end: Comments | undefined;
    if (word === 'type' || word === 'interface' || word === 'input') {
      const { items, comment: last } = this.some('{', '}', () => this.fieldDefinition(word === 'input'));
      definition.Fields = items;
      end = last;
    } else if (word === 'union') definition.Types = this.unionTypes();
    else if (word === 'enum') {
      const { items, comment: last } = this.some('{', '}', () => this.enumValue());
      definition.EnumValues = items;
      end = last;
    }
    const { Interfaces, Directives, Fields, Types, EnumValues } = definition;
    if (isExtension && [Interfaces, Directives, Fields, Types, EnumValues].every((list) => list.length === 0)) this.unexpected();
    return noted(definition, 'EndOfDefinitionComment', end);
  }

  private interfaces(): string[] {
    if (this.token.value !== 'implements') return [];
    this.advance();
    this.skip('&');
    const all = [this.name()];
    while (this.skip('&')) all.push(this.name());
    return all;
  }

  private unionTypes(): string[] {
    if (!this.skip('=')) return [];
    this.skip('|');
    const all = [this.name()];
    while (this.skip('|')) all.push(this.name());
    return all;
  }

  private described<T extends { Name: string }>(make: (Description: string, place: GraphqlPlace) => T): T {
    const { place } = this.token;
    const description = this.description();
    const { comment } = this;
    const node = make(description.text, place);
    if (description.text !== '') noted(node, 'BeforeDescriptionComment', description.comment);
    return noted(node, 'AfterDescriptionComment', comment);
  }

  private fieldDefinition(isInput: boolean): FieldDefinition {
    if (isInput) return { ...this.argumentDefinition(), Arguments: [] };
    return this.described((Description, place) => {
      const Name = this.name();
      const Arguments = this.argumentDefinitions();
      const Type = this.colonType();
      return { Description, Name, Arguments, Type, Directives: this.directives(true), place };
    });
  }

  private argumentDefinitions(): ArgumentDefinition[] {
    return this.some('(', ')', () => this.argumentDefinition()).items;
  }

  private argumentDefinition(): ArgumentDefinition {
    return this.described((Description, place) => {
      const definition: ArgumentDefinition = { Description, Name: this.name(), Type: this.colonType(), Directives: [], place };
      if (this.skip('=')) definition.DefaultValue = this.literal(true);
      definition.Directives = this.directives(true);
      return definition;
    });
  }

  private enumValue(): EnumValueDefinition {
    return this.described((Description, place) => ({ Description, Name: this.name(), Directives: this.directives(true), place }));
  }

  private directiveDefinition(description: Description): DirectiveDefinition {
    const { comment } = this;
    this.keyword('directive');
    this.expect('@');
    const { place } = this.token;
    const Name = this.name();
    const Arguments = this.argumentDefinitions();
    const IsRepeatable = this.is('Name') && this.token.value === 'repeatable';
    if (IsRepeatable) this.advance();
    this.keyword('on');
    this.skip('|');
    const Locations = [this.location()];
    while (this.skip('|')) Locations.push(this.location());
    const definition: DirectiveDefinition = { Description: description.text, Name, Arguments, Locations, IsRepeatable, place };
    return noted(noted(definition, 'BeforeDescriptionComment', description.comment), 'AfterDescriptionComment', comment);
  }

  private location(): string {
    const token = this.expect('Name');
    return LOCATIONS.has(token.value) ? token.value : this.unexpected(token);
  }
}

function literalKind(kind: TokenKind, value: string): number | undefined {
  switch (kind) {
    case 'Int':
      return VALUE_KINDS.int;
    case 'Float':
      return VALUE_KINDS.float;
    case 'String':
      return VALUE_KINDS.string;
    case 'BlockString':
      return VALUE_KINDS.block;
    case 'Name':
      if (value === 'true' || value === 'false') return VALUE_KINDS.boolean;
      return value === 'null' ? VALUE_KINDS.null : VALUE_KINDS.enum;
    default:
      return undefined;
  }
}

function describe(token: GraphqlToken): string {
  return token.value === '' ? token.kind : `${token.kind} ${JSON.stringify(token.value)}`;
}

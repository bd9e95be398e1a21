import { isArray, RegoObject, type Value } from '../values/index.ts';

/** Line and column, both from 1. */
export interface GraphqlPlace {
  readonly line: number;
  readonly column: number;
}

/** What stops the reading of a document or makes it invalid. */
export class GraphqlFault {
  readonly message: string;
  readonly place: GraphqlPlace | undefined;
  constructor(message: string, place: GraphqlPlace | undefined) {
    this.message = message;
    this.place = place;
  }
}

interface Placed {
  place?: GraphqlPlace | undefined;
}

/** Trees have the names of https://pkg.go.dev/github.com/vektah/gqlparser/v2/ast, since OPA's builtins show them to policies. */
export interface TypeReference extends Placed {
  NamedType: string;
  Elem?: TypeReference;
  NonNull: boolean;
}

export const VALUE_KINDS = {
  variable: 0,
  int: 1,
  float: 2,
  string: 3,
  block: 4,
  boolean: 5,
  null: 6,
  enum: 7,
  list: 8,
  object: 9,
} as const;

export interface Comments {
  List: { Value: string }[];
}

export interface Literal extends Placed {
  Raw: string;
  Children: ChildLiteral[];
  Kind: number;
  Comment?: Comments;
}

export interface ChildLiteral extends Placed {
  Name: string;
  Value: Literal;
  Comment?: Comments;
}

export interface Argument extends Placed {
  Name: string;
  Value: Literal;
  Comment?: Comments;
}

export interface Directive extends Placed {
  Name: string;
  Arguments: Argument[];
}

export interface ArgumentDefinition extends Placed, DescriptionComments {
  Description: string;
  Name: string;
  DefaultValue?: Literal;
  Type: TypeReference;
  Directives: Directive[];
}

export interface DescriptionComments {
  BeforeDescriptionComment?: Comments;
  AfterDescriptionComment?: Comments;
  EndOfDefinitionComment?: Comments;
}

export interface FieldDefinition extends ArgumentDefinition {
  Arguments: ArgumentDefinition[];
}

export interface EnumValueDefinition extends Placed, DescriptionComments {
  Description: string;
  Name: string;
  Directives: Directive[];
}

export interface Definition extends Placed, DescriptionComments {
  Kind: string;
  Description: string;
  Name: string;
  Directives: Directive[];
  Interfaces: string[];
  Fields: FieldDefinition[];
  Types: string[];
  EnumValues: EnumValueDefinition[];
  BuiltIn: boolean;
}

export interface DirectiveDefinition extends Placed, DescriptionComments {
  Description: string;
  Name: string;
  Arguments: ArgumentDefinition[];
  Locations: string[];
  IsRepeatable: boolean;
}

export interface OperationType extends Placed {
  Operation: string;
  Type: string;
  Comment?: Comments;
}

export interface SchemaDefinition extends Placed, DescriptionComments {
  Description: string;
  Directives: Directive[];
  OperationTypes: OperationType[];
}

export interface SchemaDocument {
  Schema: SchemaDefinition[];
  SchemaExtension: SchemaDefinition[];
  Directives: DirectiveDefinition[];
  Definitions: Definition[];
  Extensions: Definition[];
  Comment?: Comments;
}

export interface Field extends Placed {
  shape: 'Field';
  Alias: string;
  Name: string;
  Arguments: Argument[];
  Directives: Directive[];
  SelectionSet: Selection[];
  Comment?: Comments;
}

export interface FragmentSpread extends Placed {
  shape: 'FragmentSpread';
  Name: string;
  Directives: Directive[];
  Comment?: Comments;
}

export interface InlineFragment extends Placed {
  shape: 'InlineFragment';
  TypeCondition: string;
  Directives: Directive[];
  SelectionSet: Selection[];
  Comment?: Comments;
}

export type Selection = Field | FragmentSpread | InlineFragment;

export interface VariableDefinition extends Placed {
  Variable: string;
  Type: TypeReference;
  DefaultValue?: Literal;
  Directives: Directive[];
  Comment?: Comments;
}

export interface OperationDefinition extends Placed {
  Operation: string;
  Name: string;
  VariableDefinitions: VariableDefinition[];
  Directives: Directive[];
  SelectionSet: Selection[];
  Comment?: Comments;
}

export interface FragmentDefinition extends Placed {
  Name: string;
  VariableDefinition: VariableDefinition[];
  TypeCondition: string;
  Directives: Directive[];
  SelectionSet: Selection[];
  Comment?: Comments;
}

export interface QueryDocument {
  Operations: OperationDefinition[];
  Fragments: FragmentDefinition[];
  Comment?: Comments;
}

/** How each field is written: a text, flag, number or list of texts, `=` one tree or `*` a list of trees. */
type Shape = Readonly<Record<string, string>>;

const COMMENTS = { BeforeDescriptionComment: '=Comments', AfterDescriptionComment: '=Comments' } as const;
const ENDED = { ...COMMENTS, EndOfDefinitionComment: '=Comments' } as const;
const ARGUMENT = {
  Description: 'text',
  Name: 'text',
  DefaultValue: '=Literal',
  Type: '=Type',
  Directives: '*Directive',
  ...COMMENTS,
} as const;

const SHAPES: Readonly<Record<string, Shape>> = {
  QueryDocument: { Operations: '*Operation', Fragments: '*Fragment', Comment: '=Comments' },
  Operation: {
    Operation: 'text',
    Name: 'text',
    VariableDefinitions: '*Variable',
    Directives: '*Directive',
    SelectionSet: '*Selection',
    Comment: '=Comments',
  },
  Fragment: {
    Name: 'text',
    VariableDefinition: '*Variable',
    TypeCondition: 'text',
    Directives: '*Directive',
    SelectionSet: '*Selection',
    Comment: '=Comments',
  },
  Variable: { Variable: 'text', Type: '=Type', DefaultValue: '=Literal', Directives: '*Directive', Comment: '=Comments', Used: 'flag' },
  Field: {
    Alias: 'text',
    Name: 'text',
    Arguments: '*Argument',
    Directives: '*Directive',
    SelectionSet: '*Selection',
    Comment: '=Comments',
  },
  FragmentSpread: { Name: 'text', Directives: '*Directive', Comment: '=Comments' },
  InlineFragment: { TypeCondition: 'text', Directives: '*Directive', SelectionSet: '*Selection', Comment: '=Comments' },
  Argument: { Name: 'text', Value: '=Literal', Comment: '=Comments' },
  Directive: { Name: 'text', Arguments: '*Argument', Location: 'text' },
  Literal: { Raw: 'text', Children: '*Child', Kind: 'number', Comment: '=Comments', ExpectedTypeHasDefault: 'flag' },
  Child: { Name: 'text', Value: '=Literal', Comment: '=Comments' },
  Type: { NamedType: 'text', Elem: '=Type', NonNull: 'flag' },
  Comments: { List: '*Comment' },
  Comment: { Value: 'text' },
  SchemaDocument: {
    Schema: '*Schema',
    SchemaExtension: '*Schema',
    Directives: '*DirectiveDefinition',
    Definitions: '*Definition',
    Extensions: '*Definition',
    Comment: '=Comments',
  },
  Schema: { Description: 'text', Directives: '*Directive', OperationTypes: '*OperationType', ...ENDED },
  OperationType: { Operation: 'text', Type: 'text', Comment: '=Comments' },
  Definition: {
    Kind: 'text',
    Description: 'text',
    Name: 'text',
    Directives: '*Directive',
    Interfaces: 'texts',
    Fields: '*FieldDefinition',
    Types: 'texts',
    EnumValues: '*EnumValue',
    BuiltIn: 'flag',
    ...ENDED,
  },
  FieldDefinition: { ...ARGUMENT, Arguments: '*ArgumentDefinition' },
  ArgumentDefinition: ARGUMENT,
  EnumValue: { Description: 'text', Name: 'text', Directives: '*Directive', ...COMMENTS },
  DirectiveDefinition: {
    Description: 'text',
    Name: 'text',
    Arguments: '*ArgumentDefinition',
    Locations: 'texts',
    IsRepeatable: 'flag',
    ...COMMENTS,
  },
};

type Tree = { readonly [key: string]: unknown };

/** A tree as a value; positions and what is empty are left out. */
export function documentValue(document: QueryDocument | SchemaDocument, shape: 'QueryDocument' | 'SchemaDocument'): RegoObject {
  return write({ ...document }, shape);
}

function write(tree: Tree, name: string): RegoObject {
  const object = new RegoObject();
  for (const [key, kind] of Object.entries(SHAPES[name] ?? {})) {
    const value = tree[key];
    if (kind === 'text') object.set(key, typeof value === 'string' ? value : '');
    else if (kind === 'flag') object.set(key, value === true);
    else if (kind === 'number') object.set(key, typeof value === 'number' ? value : 0);
    else if (kind.startsWith('=')) {
      const inner = value === undefined ? undefined : write(value as Tree, kind.slice(1));
      if (inner !== undefined && inner.size > 0) object.set(key, inner);
    } else {
      const all = (Array.isArray(value) ? value : []) as readonly unknown[];
      const items = kind === 'texts' ? (all as readonly string[]) : all.map((item) => writeItem(item as Tree, kind.slice(1)));
      const full = items.filter((item) => !(item instanceof RegoObject) || item.size > 0);
      if (full.length > 0) object.set(key, full);
    }
  }
  return object;
}

function writeItem(item: Tree, name: string): RegoObject {
  return write(item, name === 'Selection' ? String(item['shape']) : name);
}

/** A tree that a policy made or changed. Selections are read as fields, whatever they were, as OPA does. */
export function readDocument(value: Value, shape: 'QueryDocument'): QueryDocument;
export function readDocument(value: Value, shape: 'SchemaDocument'): SchemaDocument;
export function readDocument(value: Value, shape: string): unknown {
  return read(value, shape);
}

function wrongShape(key: string): never {
  throw new GraphqlFault(`json: cannot unmarshal the value of ${key} of a GraphQL tree`, undefined);
}

function read(value: Value, name: string): Tree {
  if (!(value instanceof RegoObject)) return wrongShape(name);
  const known = name === 'Selection' ? 'Field' : name;
  const tree: Record<string, unknown> = name === 'Selection' ? { shape: 'Field' } : {};
  for (const [key, kind] of Object.entries(SHAPES[known] ?? {})) {
    const member = value.get(key);
    if (kind === 'text') tree[key] = scalarOf(member, key, 'string', '');
    else if (kind === 'flag') tree[key] = scalarOf(member, key, 'boolean', false);
    else if (kind === 'number') tree[key] = scalarOf(member, key, 'number', 0);
    else if (kind.startsWith('=')) {
      if (member !== undefined && member !== null) tree[key] = read(member, kind.slice(1));
    } else {
      const all = member === undefined || member === null ? [] : isArray(member) ? member : wrongShape(key);
      tree[key] = kind === 'texts' ? all.map((item) => scalarOf(item, key, 'string', '')) : all.map((item) => read(item, kind.slice(1)));
    }
  }
  const required = ({ Variable: 'Type', Argument: 'Value', Child: 'Value', FieldDefinition: 'Type', ArgumentDefinition: 'Type' } as Shape)[
    known
  ];
  if (required !== undefined && tree[required] === undefined) return wrongShape(required);
  return tree;
}

function scalarOf(value: Value | undefined, key: string, type: 'string' | 'boolean' | 'number', zero: string | boolean | number): unknown {
  if (value === undefined || value === null) return zero;
  return typeof value === type ? value : wrongShape(key);
}

export function typeText(type: TypeReference): string {
  const inner = type.Elem === undefined ? type.NamedType : `[${typeText(type.Elem)}]`;
  return type.NonNull ? `${inner}!` : inner;
}

/** The name at the bottom of lists. */
export function typeNameOf(type: TypeReference): string {
  return type.Elem === undefined ? type.NamedType : typeNameOf(type.Elem);
}

export function literalText(value: Literal): string {
  const { variable, string, block, list, object } = VALUE_KINDS;
  if (value.Kind === variable) return `$${value.Raw}`;
  if (value.Kind === string || value.Kind === block) return JSON.stringify(value.Raw);
  if (value.Kind === list) return `[${value.Children.map((child) => literalText(child.Value)).join(',')}]`;
  if (value.Kind === object) return `{${value.Children.map((child) => `${child.Name}:${literalText(child.Value)}`).join(',')}}`;
  return value.Raw;
}

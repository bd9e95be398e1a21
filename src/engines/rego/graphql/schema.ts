import {
  type ArgumentDefinition,
  type Definition,
  type Directive,
  type DirectiveDefinition,
  GraphqlFault,
  type GraphqlPlace,
  type SchemaDocument,
  type TypeReference,
  typeNameOf,
  typeText,
  VALUE_KINDS,
} from './document.ts';
import { parseSchemaDocument } from './parse.ts';

/** A schema that holds together, ready for queries to be checked against. */
export interface Schema {
  query: Definition | undefined;
  mutation: Definition | undefined;
  subscription: Definition | undefined;
  readonly types: Map<string, Definition>;
  readonly directives: Map<string, DirectiveDefinition>;
  /** The object types that may stand where an abstract type is asked for. */
  readonly possible: Map<string, Definition[]>;
}

/** What every schema has: https://spec.graphql.org/October2021/#sec-Schema-Introspection.Schema-Introspection-Schema, and `@defer` and `@oneOf`. */
const BUILT_IN = `
scalar Int scalar Float scalar String scalar Boolean scalar ID
directive @defer(if: Boolean = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
directive @deprecated(reason: String = "No longer supported")
  on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
directive @specifiedBy(url: String!) on SCALAR
directive @oneOf on INPUT_OBJECT
type __Schema {
  description: String types: [__Type!]! queryType: __Type! mutationType: __Type subscriptionType: __Type directives: [__Directive!]!
}
type __Type {
  kind: __TypeKind! name: String description: String specifiedByURL: String
  fields(includeDeprecated: Boolean = false): [__Field!] interfaces: [__Type!] possibleTypes: [__Type!]
  enumValues(includeDeprecated: Boolean = false): [__EnumValue!] inputFields(includeDeprecated: Boolean = false): [__InputValue!]
  ofType: __Type isOneOf: Boolean
}
enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }
type __Field {
  name: String! description: String args(includeDeprecated: Boolean = false): [__InputValue!]! type: __Type!
  isDeprecated: Boolean! deprecationReason: String
}
type __InputValue {
  name: String! description: String type: __Type! defaultValue: String isDeprecated: Boolean! deprecationReason: String
}
type __EnumValue { name: String! description: String isDeprecated: Boolean! deprecationReason: String }
type __Directive {
  name: String! description: String locations: [__DirectiveLocation!]! args(includeDeprecated: Boolean = false): [__InputValue!]!
  isRepeatable: Boolean!
}
enum __DirectiveLocation {
  QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION SCHEMA SCALAR OBJECT
  FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION
}
`;
/** Directives that a schema may define again. */
const REDEFINABLE: ReadonlySet<string> = new Set(['include', 'skip', 'deprecated', 'specifiedBy', 'defer', 'oneOf']);
const INPUT_KINDS: readonly string[] = ['SCALAR', 'ENUM', 'INPUT_OBJECT'];
const OUTPUT_KINDS: readonly string[] = ['SCALAR', 'OBJECT', 'INTERFACE', 'UNION', 'ENUM'];

function fail(place: GraphqlPlace | undefined, message: string): never {
  throw new GraphqlFault(message, place);
}

/** Checks a schema as gqlparser does; the document is not changed. */
export function buildSchema(given: SchemaDocument): Schema {
  const own = parseSchemaDocument(BUILT_IN, true);
  const definitions = [...own.Definitions, ...given.Definitions].map(copyDefinition);
  const schema: Schema = {
    query: undefined,
    mutation: undefined,
    subscription: undefined,
    types: new Map(),
    directives: new Map(),
    possible: new Map(),
  };
  for (const definition of definitions) {
    if (schema.types.has(definition.Name)) fail(definition.place, `Cannot redeclare type ${definition.Name}.`);
    schema.types.set(definition.Name, definition);
  }
  extendTypes(schema, given, definitions);
  for (const definition of definitions) findPossible(schema, definition);
  for (const directive of [...own.Directives, ...given.Directives]) {
    if (schema.directives.has(directive.Name) && !REDEFINABLE.has(directive.Name))
      fail(directive.place, `Cannot redeclare directive ${directive.Name}.`);
    schema.directives.set(directive.Name, directive);
  }
  if (given.Schema.length > 1)
    fail(given.Schema[1]?.place, 'Cannot have multiple schema entry points, consider schema extensions instead.');
  for (const entry of [...given.Schema, ...given.SchemaExtension]) {
    for (const { Operation, Type, place } of entry.OperationTypes) {
      const type = schema.types.get(Type) ?? fail(place, `Schema root ${Operation} refers to a type ${Type} that does not exist.`);
      if (Operation === 'query' || Operation === 'mutation' || Operation === 'subscription') schema[Operation] = type;
    }
    checkDirectives(schema, entry.Directives, 'SCHEMA', undefined);
  }
  for (const name of [...schema.types.keys()].toSorted()) checkDefinition(schema, schema.types.get(name) as Definition);
  for (const name of [...schema.directives.keys()].toSorted()) {
    const directive = schema.directives.get(name) as DirectiveDefinition;
    checkName(directive.place, directive.Name);
    checkArguments(schema, directive.Arguments, directive);
  }
  if (given.Schema.length === 0) {
    schema.query ??= schema.types.get('Query');
    schema.mutation ??= schema.types.get('Mutation');
    schema.subscription ??= schema.types.get('Subscription');
  }
  schema.query?.Fields.push(
    ...parseSchemaDocument('type Q { __schema: __Schema! __type(name: String!): __Type }').Definitions.flatMap(({ Fields }) => Fields),
  );
  return schema;
}

function copyDefinition(definition: Definition): Definition {
  const { Directives, Interfaces, Fields, Types, EnumValues } = definition;
  return {
    ...definition,
    Directives: [...Directives],
    Interfaces: [...Interfaces],
    Fields: [...Fields],
    Types: [...Types],
    EnumValues: [...EnumValues],
  };
}

function extendTypes(schema: Schema, given: SchemaDocument, definitions: Definition[]): void {
  for (const extension of given.Extensions) {
    let definition = schema.types.get(extension.Name);
    if (!definition) {
      definition = { ...copyDefinition(extension), Directives: [], Interfaces: [], Fields: [], Types: [], EnumValues: [], BuiltIn: false };
      schema.types.set(extension.Name, definition);
      definitions.push(definition);
    }
    if (definition.Kind !== extension.Kind) {
      fail(extension.place, `Cannot extend type ${extension.Name} because the base type is a ${definition.Kind}, not ${extension.Kind}.`);
    }
    definition.Directives.push(...extension.Directives);
    definition.Interfaces.push(...extension.Interfaces);
    definition.Fields.push(...extension.Fields);
    definition.Types.push(...extension.Types);
    definition.EnumValues.push(...extension.EnumValues);
  }
}

function findPossible(schema: Schema, definition: Definition): void {
  const add = (name: string, type: Definition | undefined): void => {
    if (type) schema.possible.set(name, [...(schema.possible.get(name) ?? []), type]);
  };
  if (definition.Kind === 'UNION') for (const name of definition.Types) add(definition.Name, schema.types.get(name));
  if (definition.Kind === 'INPUT_OBJECT' || definition.Kind === 'OBJECT' || definition.Kind === 'INTERFACE')
    for (const name of definition.Interfaces) add(name, definition);
  if (definition.Kind === 'INPUT_OBJECT' || definition.Kind === 'OBJECT') add(definition.Name, definition);
}

function checkName(place: GraphqlPlace | undefined, name: string): void {
  if (name.startsWith('__')) fail(place, `Name "${name}" must not begin with "__", which is reserved by GraphQL introspection.`);
}

function checkType(schema: Schema, type: TypeReference): Definition {
  return schema.types.get(typeNameOf(type)) ?? fail(type.place, `Undefined type ${typeNameOf(type)}.`);
}

function checkDefinition(schema: Schema, definition: Definition): void {
  const { Kind, Name, Fields, place } = definition;
  for (const field of Fields) {
    checkName(field.place, field.Name);
    checkType(schema, field.Type);
    checkArguments(schema, field.Arguments, undefined);
    checkDirectives(schema, field.Directives, Kind === 'INPUT_OBJECT' ? 'INPUT_FIELD_DEFINITION' : 'FIELD_DEFINITION', undefined);
  }
  for (const name of definition.Types) {
    const type = schema.types.get(name) ?? fail(place, `Undefined type "${name}".`);
    if (type.Kind !== 'OBJECT') fail(place, `${Kind} type "${name}" must be OBJECT.`);
  }
  for (const name of definition.Interfaces) checkImplements(schema, definition, name);
  if ((Kind === 'OBJECT' || Kind === 'INTERFACE' || Kind === 'INPUT_OBJECT') && Fields.length === 0)
    fail(place, `${Kind} ${Name}: must define one or more ${Kind === 'INPUT_OBJECT' ? 'input ' : ''}fields.`);
  if (Kind === 'OBJECT' || Kind === 'INTERFACE') {
    for (const field of Fields) {
      if (!OUTPUT_KINDS.includes(checkType(schema, field.Type).Kind))
        fail(field.place, `${Kind} ${Name}: field must be one of ${OUTPUT_KINDS.join(', ')}.`);
    }
  } else if (Kind === 'INPUT_OBJECT') {
    for (const field of Fields) {
      const type = checkType(schema, field.Type);
      if (!INPUT_KINDS.includes(type.Kind))
        fail(field.place, `${type.Kind} ${field.Name}: field must be one of ${INPUT_KINDS.join(', ')}.`);
    }
  } else if (Kind === 'ENUM') checkEnum(schema, definition);
  const seen = new Set<string>();
  for (const field of Fields) {
    if (seen.has(field.Name)) fail(field.place, `Field ${Name}.${field.Name} can only be defined once.`);
    seen.add(field.Name);
  }
  if (!definition.BuiltIn) checkName(place, Name);
  checkDirectives(schema, definition.Directives, Kind, undefined);
}

function checkEnum(schema: Schema, { Name, EnumValues, place }: Definition): void {
  if (EnumValues.length === 0) fail(place, `ENUM ${Name}: must define one or more unique enum values.`);
  for (const value of EnumValues) {
    if (['true', 'false', 'null'].includes(value.Name)) fail(place, `ENUM ${Name}: non-enum value ${value.Name}.`);
    checkDirectives(schema, value.Directives, 'ENUM_VALUE', undefined);
  }
}

function checkArguments(schema: Schema, all: readonly ArgumentDefinition[], directive: DirectiveDefinition | undefined): void {
  for (const argument of all) {
    checkName(argument.place, argument.Name);
    const type = checkType(schema, argument.Type);
    if (!INPUT_KINDS.includes(type.Kind)) {
      fail(
        argument.place,
        `cannot use ${typeText(argument.Type)} as argument ${argument.Name} because ${type.Kind} is not a valid input type`,
      );
    }
    checkDirectives(schema, argument.Directives, 'ARGUMENT_DEFINITION', directive);
  }
}

function checkDirectives(schema: Schema, all: readonly Directive[], location: string, current: DirectiveDefinition | undefined): void {
  for (const { Name, Arguments, place } of all) {
    checkName(place, Name);
    if (current && current.Name === Name) fail(place, `Directive ${Name} cannot refer to itself.`);
    const definition = schema.directives.get(Name) ?? fail(place, `Undefined directive ${Name}.`);
    if (!definition.Locations.includes(location)) fail(place, `Directive ${Name} is not applicable on ${location}.`);
    for (const argument of Arguments) {
      if (!definition.Arguments.some((known) => known.Name === argument.Name))
        fail(argument.place, `Undefined argument ${argument.Name} for directive ${Name}.`);
    }
    for (const known of definition.Arguments) {
      if (!known.Type.NonNull || known.DefaultValue !== undefined) continue;
      const argument = Arguments.find((candidate) => candidate.Name === known.Name);
      if (!argument || argument.Value.Kind === VALUE_KINDS.null)
        fail(place, `Argument ${known.Name} for directive ${Name} cannot be null.`);
    }
  }
}

function checkImplements(schema: Schema, definition: Definition, name: string): void {
  const { place } = definition;
  const face = schema.types.get(name) ?? fail(place, `Undefined type "${name}".`);
  if (face.Kind !== 'INTERFACE') fail(place, `"${name}" is a non interface type ${face.Kind}.`);
  const prefix = `For ${definition.Name} to implement ${face.Name}`;
  for (const required of face.Fields) {
    const found =
      definition.Fields.find((field) => field.Name === required.Name) ??
      fail(place, `${prefix} it must have a field called ${required.Name}.`);
    if (!isCovariant(schema, required.Type, found.Type))
      fail(found.place, `${prefix} the field ${required.Name} must have type ${typeText(required.Type)}.`);
    for (const argument of required.Arguments) {
      const same =
        found.Arguments.find((candidate) => candidate.Name === argument.Name) ??
        fail(found.place, `${prefix} the field ${required.Name} must have the same arguments but it is missing ${argument.Name}.`);
      if (!isCompatible(argument.Type, same.Type))
        fail(same.place, `${prefix} the field ${required.Name} must have the same arguments but ${argument.Name} has the wrong type.`);
    }
    for (const argument of found.Arguments) {
      const isKnown = required.Arguments.some((candidate) => candidate.Name === argument.Name);
      if (!isKnown && argument.Type.NonNull && argument.DefaultValue === undefined) {
        const rest = `must be optional or have a default value but ${argument.Name} is required.`;
        fail(argument.place, `${prefix} any additional arguments on ${found.Name} ${rest}`);
      }
    }
  }
  for (const above of face.Interfaces) {
    if (definition.Interfaces.includes(above)) continue;
    if (above === definition.Name)
      fail(place, `Type ${definition.Name} cannot implement ${name} because it would create a circular reference.`);
    fail(place, `Type ${definition.Name} must implement ${above} because it is implemented by ${name}.`);
  }
}

function isCovariant(schema: Schema, required: TypeReference, actual: TypeReference): boolean {
  if (required.NonNull && !actual.NonNull) return false;
  if (required.Elem === undefined) {
    if (required.NamedType === actual.NamedType) return true;
    return (schema.possible.get(required.NamedType) ?? []).some((type) => type.Name === actual.NamedType);
  }
  return actual.Elem !== undefined && isCovariant(schema, required.Elem, actual.Elem);
}

/** Whether a value of one type may stand where the other is asked for. */
export function isCompatible(type: TypeReference, other: TypeReference): boolean {
  if (type.NamedType !== other.NamedType) return false;
  if (type.Elem !== undefined && (other.Elem === undefined || !isCompatible(type.Elem, other.Elem))) return false;
  return !other.NonNull || type.NonNull;
}

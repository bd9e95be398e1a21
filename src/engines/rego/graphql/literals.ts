import {
  type Definition,
  type GraphqlPlace,
  type Literal,
  literalText,
  type TypeReference,
  typeText,
  VALUE_KINDS,
  type VariableDefinition,
} from './document.ts';

interface Mistake {
  readonly message: string;
  readonly place: GraphqlPlace | undefined;
}

const SCALARS: ReadonlySet<string> = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);

/** What is wrong with a literal where a type is asked for: https://spec.graphql.org/October2021/#sec-Values-of-Correct-Type. */
export function checkLiteral(
  value: Literal,
  type: TypeReference,
  definition: Definition,
  variableOf: (name: string) => VariableDefinition | undefined,
): readonly Mistake[] {
  const { place } = value;
  const text = literalText(value);
  const wrong = (): readonly Mistake[] => [{ message: mismatch(value, type, definition, text), place }];
  if (value.Kind === VALUE_KINDS.null)
    return type.NonNull ? [{ message: `Expected value of type "${typeText(type)}", found ${text}.`, place }] : [];
  if (definition.Kind === 'SCALAR' && !SCALARS.has(definition.Name)) return [];
  const isOneOf = (...names: readonly string[]): boolean => names.includes(definition.Name);
  switch (value.Kind) {
    case VALUE_KINDS.list:
      return type.Elem === undefined ? wrong() : [];
    case VALUE_KINDS.int:
      return isOneOf('Int', 'Float', 'ID') && Math.abs(Number(value.Raw)) < 2 ** 63 ? [] : wrong();
    case VALUE_KINDS.float:
      return isOneOf('Float') ? [] : wrong();
    case VALUE_KINDS.string:
    case VALUE_KINDS.block:
      if (definition.Kind === 'ENUM') return [{ message: `Enum "${typeText(type)}" cannot represent non-enum value: ${text}.`, place }];
      return isOneOf('String', 'ID') ? [] : wrong();
    case VALUE_KINDS.enum:
      if (definition.Kind !== 'ENUM') return wrong();
      if (definition.EnumValues.some(({ Name }) => Name === value.Raw)) return [];
      return [{ message: `Value "${text}" does not exist in "${typeText(type)}" enum.`, place }];
    case VALUE_KINDS.boolean:
      return isOneOf('Boolean') ? [] : wrong();
    default:
      return checkObject(value, definition, variableOf);
  }
}

function checkObject(
  value: Literal,
  definition: Definition,
  variableOf: (name: string) => VariableDefinition | undefined,
): readonly Mistake[] {
  const found: Mistake[] = [];
  const { Name, Fields } = definition;
  const { Children, place } = value;
  for (const field of Fields) {
    if (!field.Type.NonNull || field.DefaultValue !== undefined || Children.some((child) => child.Name === field.Name)) continue;
    found.push({ message: `Field "${Name}.${field.Name}" of required type "${typeText(field.Type)}" was not provided.`, place });
  }
  if (definition.Directives.some((directive) => directive.Name === 'oneOf')) {
    const [only] = Children;
    if (Children.length !== 1 || !only) found.push({ message: `OneOf Input Object "${Name}" must specify exactly one key.`, place });
    else if (only.Value.Kind === VALUE_KINDS.null)
      found.push({ message: `Field "${Name}.${Fields[0]?.Name ?? ''}" must be non-null.`, place: only.Value.place });
    else if (only.Value.Kind === VALUE_KINDS.variable && variableOf(only.Value.Raw)?.Type.NonNull === false) {
      const message = `Variable "${only.Value.Raw}" must be non-nullable to be used for OneOf Input Object "${Name}".`;
      found.push({ message, place: only.Value.place });
    }
  }
  for (const child of Children) {
    if (!Fields.some((field) => field.Name === child.Name))
      found.push({ message: `Field "${child.Name}" is not defined by type "${Name}".`, place: child.place });
  }
  return found;
}

function mismatch(value: Literal, type: TypeReference, definition: Definition, text: string): string {
  const name = typeText(type);
  switch (name) {
    case 'Int':
    case 'Int!':
      if (value.Kind === VALUE_KINDS.int) return `Int cannot represent non 32-bit signed integer value: ${text}`;
      return `Int cannot represent non-integer value: ${text}`;
    case 'String':
    case 'String!':
    case '[String]':
      return `String cannot represent a non string value: ${text}`;
    case 'Boolean':
    case 'Boolean!':
      return `Boolean cannot represent a non boolean value: ${text}`;
    case 'Float':
    case 'Float!':
      return `Float cannot represent non numeric value: ${text}`;
    case 'ID':
    case 'ID!':
      return `ID cannot represent a non-string and non-integer value: ${text}`;
    default:
      if (definition.Kind === 'ENUM') return `Enum "${name}" cannot represent non-enum value: ${text}.`;
      return `Expected value of type "${name}", found ${text}.`;
  }
}

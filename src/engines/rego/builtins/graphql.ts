import {
  buildSchema,
  documentValue,
  GraphqlFault,
  parseQueryDocument,
  parseSchemaDocument,
  type QueryDocument,
  readDocument,
  type SchemaDocument,
  validateQuery,
} from '../graphql/index.ts';
import { RegoObject, typeName, type Value } from '../values/index.ts';
import { define, type Family, fault, stringAt, typeFault } from './define.ts';

/** The text of a fault as OPA gives it. */
function explain(found: GraphqlFault, isSchema: boolean): never {
  const message = isSchema ? found.message : found.message.replace(/\.$/, '');
  if (found.place === undefined) return fault(`GraphQL parse error: ${message}`);
  const { line, column } = found.place;
  if (isSchema) return fault(`Error in gqlparser SchemaDocument to Schema conversion: input:${line}:${column}: ${message}`);
  return fault(`${message} in GraphQL string at location ${line}:${column}`);
}

function attempt<T>(work: () => T, isSchema: boolean = false): T {
  try {
    return work();
  } catch (found) {
    if (found instanceof GraphqlFault) return explain(found, isSchema);
    throw found;
  }
}

function queryAt(args: readonly Value[], index: number): QueryDocument {
  const value = args[index] as Value;
  if (typeof value === 'string') return attempt(() => parseQueryDocument(value));
  return value instanceof RegoObject
    ? attempt(() => readDocument(value, 'QueryDocument'))
    : typeFault(index, 'one of {string, object}', typeName(value));
}

function schemaAt(args: readonly Value[], index: number): SchemaDocument {
  const value = args[index] as Value;
  if (typeof value === 'string') return attempt(() => parseSchemaDocument(value));
  return value instanceof RegoObject
    ? attempt(() => readDocument(value, 'SchemaDocument'))
    : typeFault(index, 'one of {string, object}', typeName(value));
}

function parse(args: readonly Value[]): Value {
  const query = queryAt(args, 0);
  const document = schemaAt(args, 1);
  const schema = attempt(() => buildSchema(document), true);
  const [first] = validateQuery(schema, query);
  if (first) return explain(first, false);
  return [documentValue(query, 'QueryDocument'), documentValue(document, 'SchemaDocument')];
}

/** False in place of any fault of a document; other faults go on. */
function orElse(work: () => Value, otherwise: () => Value): Value {
  try {
    return work();
  } catch (found) {
    if (found instanceof RangeError) throw found;
    return otherwise();
  }
}

export const graphql: Family = {
  'graphql.parse': define(2, parse),
  'graphql.parse_and_verify': define(2, (args) =>
    orElse(
      () => [true, ...(parse(args) as readonly Value[])],
      () => [false, new RegoObject(), new RegoObject()],
    ),
  ),
  'graphql.parse_query': define(1, (args) => {
    const text = stringAt(args, 0);
    return documentValue(
      attempt(() => parseQueryDocument(text)),
      'QueryDocument',
    );
  }),
  'graphql.parse_schema': define(1, (args) => {
    const text = stringAt(args, 0);
    return documentValue(
      attempt(() => parseSchemaDocument(text)),
      'SchemaDocument',
    );
  }),
  'graphql.is_valid': define(2, (args) =>
    orElse(
      () => {
        parse(args);
        return true;
      },
      () => false,
    ),
  ),
  'graphql.schema_is_valid': define(1, (args) =>
    orElse(
      () => {
        buildSchema(schemaAt(args, 0));
        return true;
      },
      () => false,
    ),
  ),
};

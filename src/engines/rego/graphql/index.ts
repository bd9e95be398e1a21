export {
  documentValue,
  GraphqlFault,
  type QueryDocument,
  readDocument,
  type SchemaDocument,
} from './document.ts';
export { parseQueryDocument, parseSchemaDocument } from './parse.ts';
export { buildSchema } from './schema.ts';
export { validateQuery } from './validate.ts';

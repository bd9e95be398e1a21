export { checkStructure } from './check-structure.ts';
export { withDefaults } from './defaults.ts';
export { dropNulls } from './drop-nulls.ts';
export { readSchema, type Schema, SchemaShapeError } from './schema.ts';
export { findUnknownFields } from './unknown-fields.ts';
export { validate } from './validate.ts';

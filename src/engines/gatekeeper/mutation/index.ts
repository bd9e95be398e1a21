export { appliesToKind, readApplyTo } from './apply-to.ts';
export { type Change, findChanges } from './changes.ts';
export { checkObject } from './check-object.ts';
export { type AppliedMutator, type Mutated, type MutateOptions, mutate } from './mutate.ts';
export { nameMutator, OPERATIONS, type Operation } from './mutator.ts';
export { APPLY_TO_SCHEMA, objectSchema } from './mutator-schema.ts';
export { isMutator } from './read-mutator.ts';
export { type Mutators, readMutators } from './read-mutators.ts';

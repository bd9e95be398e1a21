export { MATCH_SCHEMA } from './constraint-schema.ts';
export { actionsAt, type EnforcementPoint } from './enforcement.ts';
export { CONSTRAINT_GROUP, type Constraint, readConstraint } from './read-constraint.ts';

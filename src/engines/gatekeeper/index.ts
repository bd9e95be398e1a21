export { CONSTRAINT_GROUP, type Constraint, type EnforcementPoint } from './constraint/index.ts';
export {
  createExpander,
  EXPANSION_GROUP,
  type Expander,
  type ExpandOptions,
  type ExpandResult,
  type Expansion,
  expand,
  isExpansion,
  type MadeObject,
  namespacesIn,
  readExpansions,
} from './expansion/index.ts';
export { type Fault, formatFaults } from './fault.ts';
export { type FaultyObject, isTemplate, type Judged, type JudgeOptions, judgeObjects, readConstraints } from './judge-objects.ts';
export { type JsonObject, namesOf } from './match/index.ts';
export {
  type AppliedMutator,
  type Change,
  findChanges,
  isMutator,
  type Mutated,
  type MutateOptions,
  type Mutators,
  mutate,
  nameMutator,
  OPERATIONS,
  type Operation,
  readMutators,
} from './mutation/index.ts';
export type { ObjectProblem } from './object-problem.ts';
export { createReviewer, requestFor, type Violation } from './review/index.ts';
export { type CaseResult, createFilter, isSuite, readSuite, runSuite, type SuiteFilter, type TestResult } from './suite/index.ts';

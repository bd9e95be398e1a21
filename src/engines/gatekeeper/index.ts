export { CONSTRAINT_GROUP, type Constraint, type EnforcementPoint } from './constraint/index.ts';
export { type Fault, formatFaults } from './fault.ts';
export { type FaultyObject, isTemplate, type Judged, type JudgeOptions, judgeObjects, readConstraints } from './judge-objects.ts';
export { type JsonObject, namesOf } from './match/index.ts';
export { createReviewer, requestFor, type Violation } from './review/index.ts';
export { type CaseResult, createFilter, isSuite, readSuite, runSuite, type SuiteFilter, type TestResult } from './suite/index.ts';

export { CONSTRAINT_GROUP, type Constraint, type EnforcementPoint, readConstraint } from './constraint/index.ts';
export { type Checked, type Fault, type FaultKind, formatFaults } from './fault.ts';
export { type JsonObject, namesOf } from './match/index.ts';
export { createReviewer, isAdmissionReview, readAdmissionReview, requestFor, type Violation } from './review/index.ts';
export { createFilter, isSuite, readSuite, runSuite, type SuiteHost, type TestResult } from './suite/index.ts';
export { readTemplate, TEMPLATE_GROUP, type Template } from './template/index.ts';

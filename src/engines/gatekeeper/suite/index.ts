export { createFilter, type SuiteFilter } from './filter.ts';
export { type CaseResult, reviewMade, runSuite, type TestResult } from './run-suite.ts';
export { isSuite, readSuite } from './suite.ts';

export { createFilter, type SuiteFilter } from './filter.ts';
export { type CaseResult, type Expanded, reviewExpanded, runSuite, type SuiteHost, type TestResult } from './run-suite.ts';
export { isSuite, readSuite, type Suite } from './suite.ts';

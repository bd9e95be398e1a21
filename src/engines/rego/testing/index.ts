export { joinCoverage, type LineCoverage } from './coverage.ts';
export { findTests, type RegoTest } from './find-tests.ts';
export { runTest, type TestCase, type TestFailure, type TestOptions, type TestResult, type TestVerdict } from './run-test.ts';

export { hasFailed, renderSuites, type SuiteReport } from './suites.ts';
export { isDenied, renderViolations, VIOLATION_OUTPUTS, type ViolationOutput } from './violations.ts';

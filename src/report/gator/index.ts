export { RESOURCE_OUTPUTS, type ResourceOutput, renderDocuments, renderResources } from './resources.ts';
export { hasFailed, renderSuites, type SuiteReport } from './suites.ts';
export { isDenied, renderViolations, VIOLATION_OUTPUTS, type ViolationOutput } from './violations.ts';

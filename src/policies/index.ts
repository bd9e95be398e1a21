export type { ExportOptions } from './export-options.ts';
export { obstacleOf, POLICY_FORMS, type PolicyForm, REASON_PATTERNS } from './exportable.ts';
export { type EnforcementAction, gatekeeperFiles } from './gatekeeper-form.ts';
export { packageOf } from './names.ts';
export { parameterSchema } from './parameter-schema.ts';
export { type ExportedFile, regoFiles } from './rego-form.ts';

export {
  COLLECT_LIMITS,
  type CollectedLog,
  type CollectLimits,
  createLogCollector,
  type LogCollector,
  type LoggedAction,
  type LoggedUser,
  type LogPlace,
} from './collect.ts';
export {
  type GeneratedAccess,
  type GeneratedBinding,
  type GeneratedRole,
  type GeneratedRule,
  type GenerateOptions,
  generateAccess,
} from './generate.ts';
export { actionOf, impersonationActions, type LoggedOutcome, outcomeOf, tellsOutcome } from './logged-request.ts';
export { type MergedRule, mergePermissions, type PathPermission, type ResourcePermission } from './merge-permissions.ts';
export { type Need, type NeedOptions, type SubjectNeeds } from './needs.ts';
export { type AccessProof, type ProofFailure, proveAccess } from './prove.ts';
export { type EditProof, proveEdit, proveSameOnKnown } from './prove-edit.ts';
export { readRequestUri } from './request-uri.ts';
export { isDefault, type LeftAlone, type PolicyChange, type PolicyPlan, removeUnused } from './shrink.ts';
export { isFor, isOrdinary, type LoggedSubject, ordinarySubjects, subjectOf, usersOfSubject } from './subjects.ts';
export { hasWildcard, type KnownVerbs, tightenByUse, tightenToKnown } from './tighten.ts';
export { type BindingUse, boundRoles, type Drift, type PolicyUse, policyUse, type RuleUse } from './usage.ts';
export { bindingObject, type PolicyComments, roleObject, writePolicy } from './write-policy.ts';

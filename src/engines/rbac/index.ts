export { ruleAllows } from './match.ts';
export type { NearestMiss } from './nearest-miss.ts';
export {
  createRbacAuthorizer,
  type HeldRule,
  type Proof,
  type RbacAuthorizer,
  type RbacDecision,
  type SubjectGrant,
} from './rbac-authorizer.ts';
export { type PolicyOptions, readPolicy, readRule } from './read-policy.ts';
export {
  type Action,
  combinedResource,
  type FieldRequirement,
  identify,
  NODES,
  nodeUserName,
  type PathAction,
  pathAction,
  type ResourceAction,
  resourceAction,
  SYSTEM_MASTERS,
  serviceAccountName,
  splitNodeName,
  splitServiceAccountName,
  type UserInfo,
  userOf,
} from './request.ts';
export type { Binding, PolicyObject, PolicyProblem, PolicyRule, RbacPolicy, Role, RoleRef, Subject } from './vocabulary.ts';

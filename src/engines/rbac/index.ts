export {
  type AbacDecision,
  type AbacFile,
  type AbacLine,
  type AbacPolicy,
  abacAllows,
  abacSubjectMatches,
  convertV0,
  convertV1beta1,
  decideAbac,
  readAbacFile,
} from './abac.ts';
export {
  AUTHORIZATION_MODES,
  type AuthorizationMode,
  type AuthorizationModes,
  type AuthorizationProblem,
  type AuthorizerSpec,
  modesFromConfiguration,
  modesFromFlags,
  type WebhookSpec,
} from './authorization-modes.ts';
export { type AuthorizerChain, type ChainDecision, type ChainParts, createChain, type Opinion, type WebhookAnswer } from './chain.ts';
export { breakDown, type Coverage, covers, ruleCovers } from './covers.ts';
export {
  checkApproval,
  checkSigning,
  checkTokenRequest,
  isAuthorizedForSigner,
  isNodeClientApproved,
  type Permission,
  type TokenRequest,
} from './credentials.ts';
export { defaultRole, isDefaultGrant } from './default-match.ts';
export { type AccessChange, type AccessDifference, accessDifference, type KnownResource } from './difference.ts';
export { type EffectiveRule, effectiveRules } from './effective-rules.ts';
export { type Escalation, findEscalation, type MetNeed, pathTo, type Reached, type Step } from './escalate/find-escalation.ts';
export { describeFoothold, type Foothold, footholdKey } from './escalate/foothold.ts';
export {
  type NamespaceFacts,
  type RunningPod,
  readSurroundings,
  type SurroundingObject,
  type Surroundings,
  type TokenSecret,
} from './escalate/surroundings.ts';
export { type Candidate, type Condition, candidatesOf, type StepNeed, TECHNIQUES, type Technique } from './escalate/techniques.ts';
export {
  type Authorize,
  type BindingWrite,
  checkBindingWrite,
  checkRoleWrite,
  type EscalationVerdict,
  type RoleWrite,
} from './escalation.ts';
export {
  checkImpersonation,
  IMPERSONATION_MODES,
  type ImpersonationMode,
  type ImpersonationOptions,
  type ImpersonationVerdict,
  type Refusal,
  type WantedUser,
} from './impersonation.ts';
export * from './least-privilege/index.ts';
export { ruleAllows, urlCovers } from './match.ts';
export type { NearestMiss } from './nearest-miss.ts';
export { createNodeAuthorizer, type NodeAuthorizer, type NodeDecision, type NodeFeatures } from './node-authorizer.ts';
export { buildNodeGraph, type NodeGraph, type NodeResource, type NodeVertex } from './node-graph.ts';
export { configMapsOfPod, secretsOfPod } from './node-references.ts';
export { compareSubjects, type MatrixRow, type PowerReach, powerMatrix, powerReach } from './power-matrix.ts';
export { POWERS, type Power, powersOf } from './powers.ts';
export {
  type ActionGrant,
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
  AUTHENTICATED,
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
export { formatSubjectName } from './subject-name.ts';
export type { Binding, PolicyObject, PolicyProblem, PolicyRule, RbacPolicy, Role, RoleRef, Subject } from './vocabulary.ts';

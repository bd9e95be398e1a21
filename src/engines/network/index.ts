export {
  type AddressSet,
  ALL_ADDRESSES,
  addressesOf,
  formatAddresses,
  hasAddress,
  intersectAddresses,
  isEmptyAddresses,
  subtractAddresses,
  uniteAddresses,
} from './addresses.ts';
export type { PodClass } from './classes.ts';
export { type Connectivity, createConnectivity, type ExternalReach } from './connectivity.ts';
export type { Decision } from './decide.ts';
export { type Difference, type DifferenceEnd, difference, type FlowDifference } from './difference.ts';
export type { Endpoint, ImaginedPod } from './endpoint.ts';
export type { EntrySource, NetworkEntry } from './entries.ts';
export { type EntryReach, reachThroughEntries, sourcesOf } from './entry-reach.ts';
export type { Explanation } from './explain-flow.ts';
export { compareExisting, type ExistingPolicies } from './generate/existing.ts';
export { type NeedSources, planFlows } from './generate/generate.ts';
export { endName, type Need, type NeedEnd, namesPod, type Reason } from './generate/need.ts';
export type { ObservedFlow } from './generate/observed-needs.ts';
export type { GenerateOptions, Plan } from './generate/plan.ts';
export type { PolicyGroup } from './generate/policy-groups.ts';
export { type Proof, type ProvenFlow, provePolicies } from './generate/proof.ts';
export { type WriteOptions, writeIngressPolicy, writePolicies } from './generate/write-policies.ts';
export type { Ground, Judgement, RuleMatch, Verdict } from './judge.ts';
export { type Bundle, type Flow, type Level, type Matrix, type MatrixRow, type PodGroup, workloadName } from './matrix.ts';
export type { Change } from './nearest-miss.ts';
export { type Network, type NetworkOptions, readNetwork } from './network.ts';
export type { NetworkObject } from './objects.ts';
export { DOUBTS, type Doubt } from './party.ts';
export type { NamedPort, NetworkNamespace, NetworkPod, Workload } from './pods.ts';
export type { Action, Direction, Peer, PodSelection, Policy, PolicyRule, PortMatch, Tier } from './policy.ts';
export {
  formatPorts,
  hasPort,
  intersectPorts,
  isEmptyPorts,
  isProtocol,
  type PortSet,
  PROTOCOLS,
  type Protocol,
  portRange,
  subtractPorts,
  unitePorts,
} from './ports.ts';
export { isRefusal, type NetworkProblem, type NetworkProblemCode } from './problem.ts';
export { type NetworkService, type ServicePort, targetsOf } from './services.ts';
export type { Side, Statement } from './sides.ts';
export type { Reach } from './tally.ts';

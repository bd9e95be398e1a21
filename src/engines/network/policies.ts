import type { FieldPath } from '../../core/index.ts';
import { CLUSTER_POLICY_KINDS, readClusterPolicy } from './cluster-policy.ts';
import { readNetworkPolicy } from './network-policy.ts';
import type { NetworkObject, ObjectIndex } from './objects.ts';
import { type Policy, TIERS } from './policy.ts';
import { isRefusal, type NetworkProblem, type Report, reporterFor } from './problem.ts';

const POLICY_API = 'policy.networking.k8s.io';

/**
 * All policies that can be in a cluster, those that decide first standing first, and what is wrong with others. A policy that the API
 * server refuses is never in a cluster, so nothing of it holds.
 */
export function readPolicies(index: ObjectIndex, defaultNamespace: string): { policies: Policy[]; problems: NetworkProblem[] } {
  const problems: NetworkProblem[] = [];
  const policies: Policy[] = [];
  const read = (object: NetworkObject, make: (report: Report) => Policy | undefined): void => {
    const own: NetworkProblem[] = [];
    const report = reporterFor(object, own);
    reportShape(object, report);
    const policy = make(report);
    if (policy && !own.some(isRefusal)) policies.push(policy);
    problems.push(...own);
  };
  for (const object of index.ofKind('networking.k8s.io', 'NetworkPolicy')) {
    read(object, (report) => readNetworkPolicy(object, object.namespace ?? defaultNamespace, report));
  }
  for (const kind of CLUSTER_POLICY_KINDS) {
    for (const object of index.ofKind(POLICY_API, kind)) read(object, (report) => readClusterPolicy(object, kind, report));
  }
  policies.sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || a.priority - b.priority);
  return { policies, problems };
}

function reportShape({ shapeErrors = [] }: NetworkObject, report: Report): void {
  for (const error of shapeErrors) {
    if (error.kind === 'wrong-type') report('wrong-type', error.path, `expected ${error.expected} and found ${error.found}`);
    else if (error.kind === 'missing-field' && isInSpec(error.path)) report('wrong-type', error.path, 'a required field is missing');
  }
}

function isInSpec([first]: FieldPath): boolean {
  return first === 'spec';
}

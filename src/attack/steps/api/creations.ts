import { resourceAction } from '../../../engines/rbac/index.ts';
import type { Fact } from '../../facts.ts';

/** Pods, and what the cluster makes pods of. */
export const POD_MAKERS: readonly (readonly [group: string, resource: string])[] = [
  ['', 'pods'],
  ['', 'replicationcontrollers'],
  ['apps', 'deployments'],
  ['apps', 'daemonsets'],
  ['apps', 'statefulsets'],
  ['apps', 'replicasets'],
  ['batch', 'jobs'],
  ['batch', 'cronjobs'],
];

/** Whatever request puts a pod of the attacker's making into a namespace. */
export function creations(namespace: string): Fact {
  return { kind: 'one-of', actions: POD_MAKERS.map(([apiGroup, resource]) => resourceAction('create', resource, { apiGroup, namespace })) };
}

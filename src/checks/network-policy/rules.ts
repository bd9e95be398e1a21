import { type FieldPath, listAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import { policyTypesOf } from '../../kubernetes/index.ts';

/** A rule of a NetworkPolicy that is in force: its direction is among the policy types. */
export interface PolicyRule {
  readonly direction: 'ingress' | 'egress';
  readonly path: FieldPath;
  readonly rule: unknown;
  readonly peers: readonly { readonly path: FieldPath; readonly peer: unknown }[];
  readonly ports: readonly unknown[];
}

const DIRECTIONS = [
  ['ingress', 'Ingress', 'from'],
  ['egress', 'Egress', 'to'],
] as const;

/** The rules of a NetworkPolicy that have an effect. */
export function rulesOf(policy: InventoryObject): readonly PolicyRule[] {
  const directions = policyTypesOf(policy.value);
  return DIRECTIONS.filter(([, type]) => directions.includes(type)).flatMap(([direction, , field]) =>
    listAt(policy.value, 'spec', direction).map((rule, index) => {
      const path = ['spec', direction, index];
      const peers = listAt(rule, field).map((peer, at) => ({ path: [...path, field, at], peer }));
      return { direction, path, rule, peers, ports: listAt(rule, 'ports') };
    }),
  );
}

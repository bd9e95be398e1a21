import { recordAt } from '../core/index.ts';
import type { InventoryObject } from '../inventory/index.ts';

/** The level that a namespace sets for a mode of Pod Security admission. */
export function labelOf(namespace: InventoryObject, mode: 'enforce' | 'audit' | 'warn'): string | undefined {
  const value = recordAt(namespace.value, 'metadata', 'labels')[`pod-security.kubernetes.io/${mode}`];
  return typeof value === 'string' ? value : undefined;
}

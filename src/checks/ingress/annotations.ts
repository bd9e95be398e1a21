import { recordAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import type { KindPattern } from '../subjects.ts';

export const INGRESS_KINDS: readonly KindPattern[] = ['networking.k8s.io/Ingress', 'extensions/Ingress'];

/**
 * Annotations of the community's ingress-nginx. The prefix is its default.
 * Source of truth: https://github.com/kubernetes/ingress-nginx/blob/main/docs/user-guide/nginx-configuration/annotations.md
 */
export const NGINX = 'nginx.ingress.kubernetes.io/';

/** An annotation of an object that is a text; the API server takes no other. */
export function annotationOf(object: InventoryObject, key: string): string | undefined {
  const value = recordAt(object.value, 'metadata', 'annotations')[key];
  return typeof value === 'string' ? value : undefined;
}

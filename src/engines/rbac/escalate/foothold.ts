import { formatSubjectName } from '../subject-name.ts';
import type { Role, Subject } from '../vocabulary.ts';

/** Something that an attacker can be, or hold. */
export type Foothold =
  | { readonly kind: 'subject'; readonly subject: Subject }
  /** Every right that a role gives, in one namespace or, where that is empty, in the whole cluster. */
  | { readonly kind: 'role'; readonly role: Role; readonly namespace: string }
  /** Every right in one namespace. */
  | { readonly kind: 'namespace'; readonly namespace: string }
  /** The identity of a kubelet of choice. */
  | { readonly kind: 'kubelet' }
  /** Root on a node of choice. */
  | { readonly kind: 'node' }
  /** Every right in the cluster. */
  | { readonly kind: 'cluster' };

export function footholdKey(foothold: Foothold): string {
  switch (foothold.kind) {
    case 'subject':
      return `subject ${foothold.subject.kind} ${foothold.subject.namespace} ${foothold.subject.name}`;
    case 'role':
      return `role ${foothold.role.namespace} ${foothold.role.name} ${foothold.namespace}`;
    case 'namespace':
      return `namespace ${foothold.namespace}`;
    default:
      return foothold.kind;
  }
}

/** How people name it. */
export function describeFoothold(foothold: Foothold): string {
  switch (foothold.kind) {
    case 'subject':
      return formatSubjectName(foothold.subject);
    case 'role':
      return `the rights of ${foothold.role.kind} ${foothold.role.name} ${foothold.namespace === '' ? 'in the whole cluster' : `in namespace ${foothold.namespace}`}`;
    case 'namespace':
      return `every right in namespace ${foothold.namespace}`;
    case 'kubelet':
      return 'a kubelet';
    case 'node':
      return 'root on a node';
    case 'cluster':
      return 'every right in the cluster';
  }
}

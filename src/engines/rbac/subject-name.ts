import type { Subject } from './vocabulary.ts';

/** `ServiceAccount shop/web`, `Group system:authenticated`. */
export function formatSubjectName({ kind, namespace, name }: Subject): string {
  return kind === 'ServiceAccount' ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}

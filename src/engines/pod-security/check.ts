import type { FieldPath } from '../../core/index.ts';
import type { ContainerView, KubernetesVersion, PodView } from '../../kubernetes/index.ts';

export const POD_SECURITY_LEVELS = ['privileged', 'baseline', 'restricted'] as const;

export type PodSecurityLevel = (typeof POD_SECURITY_LEVELS)[number];

/** A field that breaks a rule; `value: undefined` says that it is missing, and `path` is where it should be. */
export interface OffendingField {
  readonly path: FieldPath;
  readonly value: unknown;
}

/** What a rule has against a pod, in the words of the admission plugin, or `undefined` when it has nothing. */
export type Objection = { readonly reason: string; readonly detail: string; readonly fields: readonly OffendingField[] } | undefined;

/** One behaviour of a check, in force from `since` until the next one begins. */
export interface CheckVersion {
  readonly since: KubernetesVersion;
  /** Checks of the baseline level that need not be asked where this one is. */
  readonly overrides?: readonly string[];
  judge(pod: PodView): Objection;
}

/** One control of the standards. A change of behaviour is a new row in `versions`, never a branch in a judgment. */
export interface PodSecurityCheck {
  /** The id that the admission plugin gives it. */
  readonly id: string;
  readonly title: string;
  readonly level: 'baseline' | 'restricted';
  /** Oldest first. */
  readonly versions: readonly CheckVersion[];
}

export function since(minor: number): KubernetesVersion {
  return { major: 1, minor };
}

export function isWindows(pod: PodView): boolean {
  return pod.spec.os?.name === 'windows';
}

/** Pods with a user namespace of their own: root inside is nobody outside (KEP-127). */
export function hasUserNamespace(pod: PodView): boolean {
  return pod.spec.hostUsers === false;
}

/** `"a", "b"` */
export function quoteAll(items: Iterable<string>): string {
  return [...items].map((item) => `"${item}"`).join(', ');
}

/** Distinct texts in the order of their bytes. */
export function sorted(items: Iterable<string>): string[] {
  return [...new Set(items)].sort((a, b) => (a < b ? -1 : 1));
}

export function inflect(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

/** `container "a"` or `containers "a", "b"`. */
export function nameContainers(containers: readonly ContainerView[]): string {
  return `${inflect(containers.length, 'container', 'containers')} ${quoteAll(containers.map(nameOf))}`;
}

/** The name as declared, which may be empty where the manifest forgot it. */
export function nameOf(container: ContainerView): string {
  return container.spec.name ?? '';
}

/** Who set a value: `pod`, its containers, or both. */
export function nameSetters(isPod: boolean, containers: readonly ContainerView[]): string {
  const parts = isPod ? ['pod'] : [];
  if (containers.length > 0) parts.push(nameContainers(containers));
  return parts.join(' and ');
}

export function fieldOf(container: ContainerView, ...path: FieldPath): FieldPath {
  return [...container.path, 'securityContext', ...path];
}

export function podFieldOf(pod: PodView, ...path: FieldPath): FieldPath {
  return [...pod.path, 'securityContext', ...path];
}

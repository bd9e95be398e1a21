import type { FieldPath } from '../core/index.ts';
import type { Container, PodMetadata, PodSecurityContext, PodSpec, SecurityContext } from './pod-spec.ts';

export type ContainerKind = 'container' | 'init' | 'ephemeral';

/** One container of a pod, whichever of the three lists it stands in. `path` leads to it from the root of the object. */
export interface ContainerView {
  readonly kind: ContainerKind;
  readonly name: string;
  readonly path: FieldPath;
  readonly spec: Container;
}

/**
 * The one way to look at a pod: the pod itself, the template of any workload, or a template inside a custom resource.
 * Paths lead from the root of the object that holds it. `isTemplate` is false for a Pod alone.
 */
export interface PodView {
  readonly path: FieldPath;
  readonly metadataPath: FieldPath;
  readonly metadata: PodMetadata;
  readonly spec: PodSpec;
  readonly containers: readonly ContainerView[];
  readonly isTemplate: boolean;
}

const LISTS = [
  ['initContainers', 'init'],
  ['containers', 'container'],
  ['ephemeralContainers', 'ephemeral'],
] as const;

/** Views a pod whose spec stands at `path` and whose metadata stands at `metadataPath` of its object. */
export function viewPod(metadata: PodMetadata, spec: PodSpec, path: FieldPath = ['spec'], metadataPath: FieldPath = ['metadata']): PodView {
  const containers: ContainerView[] = [];
  for (const [field, kind] of LISTS) {
    for (const [index, container] of (spec[field] ?? []).entries()) {
      // What stands in the list and is no container has been emptied when it was read.
      if (Object.keys(container).length === 0) continue;
      containers.push({ kind, name: container.name ?? `${field}[${index}]`, path: [...path, field, index], spec: container });
    }
  }
  return { path, metadataPath, metadata, spec, containers, isTemplate: path.length > 1 };
}

/** A setting with the level that decided it; `path` leads to the field that did, or that would. */
export interface Resolved<T> {
  readonly value: T | undefined;
  readonly level: 'container' | 'pod' | 'default';
  readonly path: FieldPath;
}

type SharedField = keyof PodSecurityContext & keyof SecurityContext;

/** A security setting as the kubelet applies it: the container's own value, else the pod's, else none. */
export function resolveSetting<F extends SharedField>(
  pod: PodView,
  container: ContainerView,
  field: F,
): Resolved<NonNullable<SecurityContext[F]>> {
  const own = container.spec.securityContext?.[field];
  const ownPath = [...container.path, 'securityContext', field];
  if (own !== undefined) return { value: own as NonNullable<SecurityContext[F]>, level: 'container', path: ownPath };
  const inherited = pod.spec.securityContext?.[field];
  if (inherited === undefined) return { value: undefined, level: 'default', path: ownPath };
  return { value: inherited as NonNullable<SecurityContext[F]>, level: 'pod', path: [...pod.path, 'securityContext', field] };
}

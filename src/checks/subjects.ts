import type { Component, Dockerfile, InventoryObject } from '../inventory/index.ts';
import type { ContainerView, PodView } from '../kubernetes/index.ts';

/** What a check may be about, by the name in its `on`. Paths in a violation start at the root of `object`. */
export interface Subjects {
  /** Every pod: pods themselves, templates of workloads, templates in custom resources. */
  readonly pod: { readonly object: InventoryObject; readonly pod: PodView };
  /** Every container of every pod, init and ephemeral ones included. */
  readonly container: { readonly object: InventoryObject; readonly pod: PodView; readonly container: ContainerView };
  /** A control-plane component with its flags: a static pod, or its section of a kubeadm configuration. */
  readonly component: { readonly object: InventoryObject; readonly component: Component };
  /** Objects of the kinds that the check lists. */
  readonly object: { readonly object: InventoryObject };
  /** A whole Dockerfile with its stages. Paths in a violation are those of its instructions. */
  readonly dockerfile: { readonly dockerfile: Dockerfile };
}

export type SubjectKind = keyof Subjects;

/** `group/Kind`; the core group is empty (`/Service`). `*` stands for every kind. */
export type KindPattern = `${string}/${string}` | '*';

import { type Action, footholdKey, formatSubjectName, type Role, type Subject } from '../engines/rbac/index.ts';
import type { ContainerView } from '../kubernetes/index.ts';
import type { Unit } from './scene/units.ts';

/** Something that is true of an attacker: what is held, reached or allowed. */
export type Fact =
  /** Anybody on the internet. */
  | { readonly kind: 'outside' }
  /** Whoever can put an image of a mutable tag into its registry. */
  | { readonly kind: 'registry' }
  /** Packets get into the network as from the pods of a class; `id` is its number. */
  | { readonly kind: 'presence'; readonly classId: number }
  /** Connections from outside to the ports on which a container of a workload listens. */
  | { readonly kind: 'exposure'; readonly unit: Unit; readonly container: ContainerView }
  /** Connections to them from anywhere. */
  | { readonly kind: 'contact'; readonly unit: Unit; readonly container: ContainerView }
  /** The processes and the network of a pod of a workload, seen from its node or from one of its containers. */
  | { readonly kind: 'pod'; readonly unit: Unit }
  /** Commands run in a container, in whichever replica. */
  | { readonly kind: 'container'; readonly unit: Unit; readonly container: ContainerView }
  /** Requests to the API server in the name of a subject. */
  | { readonly kind: 'subject'; readonly subject: Subject }
  /** A request that the API server allows to somebody who is held. */
  | { readonly kind: 'allowed'; readonly action: Action }
  /** Any one of several requests, each of which does. */
  | { readonly kind: 'one-of'; readonly actions: readonly Action[] }
  /** Every right that a role gives, in one namespace or, where that is empty, everywhere. */
  | { readonly kind: 'role'; readonly role: Role; readonly namespace: string }
  | { readonly kind: 'namespace'; readonly namespace: string }
  /** The content of a Secret. */
  | { readonly kind: 'secret'; readonly namespace: string; readonly name: string }
  /** The files of a claim that several workloads mount. */
  | { readonly kind: 'claim'; readonly namespace: string; readonly name: string }
  /** What a data store holds. */
  | { readonly kind: 'data'; readonly unit: Unit }
  /** Connections to ports of nodes. */
  | { readonly kind: 'node-ports' }
  /** The files of a node, read as root. */
  | { readonly kind: 'files'; readonly node: string }
  /** What the pods of a node are given as files: tokens and Secrets. */
  | { readonly kind: 'pod-files'; readonly node: string }
  /** The processes of a node, looked at as root without any further capability. */
  | { readonly kind: 'processes'; readonly node: string }
  /** What goes over the network of a node. */
  | { readonly kind: 'traffic'; readonly node: string }
  /** A pod that the kubelet of a node starts again by itself, whatever the API server says. */
  | { readonly kind: 'static-pod'; readonly node: string }
  /** Requests as the kubelet of a node. */
  | { readonly kind: 'kubelet'; readonly node: string }
  /** Root on a node. */
  | { readonly kind: 'node'; readonly node: string }
  | { readonly kind: 'control-plane' }
  /** Every right in the cluster. */
  | { readonly kind: 'cluster' }
  /** Credentials for the cloud that the cluster runs in. */
  | { readonly kind: 'cloud' }
  | { readonly kind: 'target'; readonly id: string; readonly title: string };

/** A node of the attacker's choice. */
export const CHOSEN_NODE = '*';
/** A node that the attacker holds and to which he drives the pods of others. */
export const GATHERING_NODE = '+';
/** The node that a taken workload runs on, where nothing says which that is; one that is kept away from the control plane runs on a worker. */
export const SOME_WORKER = '?worker';
export const SOME_NODE = '?';

/** The same text for equal facts, and for no others. */
export function factKey(fact: Fact): string {
  switch (fact.kind) {
    case 'presence':
      return `presence ${fact.classId}`;
    case 'data':
    case 'pod':
      return `${fact.kind} ${fact.unit.id}`;
    case 'exposure':
    case 'contact':
    case 'container':
      return `${fact.kind} ${fact.unit.id} ${fact.container.path.join('.')}`;
    case 'subject':
    case 'role':
    case 'namespace':
      return footholdKey(fact);
    case 'allowed':
      return `allowed ${actionKey(fact.action)}`;
    case 'one-of':
      return `one of ${fact.actions.map(actionKey).join('|')}`;
    case 'secret':
    case 'claim':
      return `${fact.kind} ${fact.namespace}/${fact.name}`;
    case 'files':
    case 'pod-files':
    case 'processes':
    case 'traffic':
    case 'static-pod':
    case 'kubelet':
    case 'node':
      return `${fact.kind} ${fact.node}`;
    case 'target':
      return `target ${fact.id}`;
    default:
      return fact.kind;
  }
}

export function actionKey(action: Action): string {
  if (action.kind === 'path') return `${action.verb} ${action.path}`;
  return [action.verb, action.apiGroup, action.resource, action.subresource, action.namespace, action.name].join(' ');
}

/** How people name it: what the attacker has when the fact holds. */
export function describeFact(fact: Fact): string {
  switch (fact.kind) {
    case 'outside':
      return 'the internet';
    case 'registry':
      return 'an image registry';
    case 'presence':
      return 'a place in the pod network';
    case 'exposure':
      return `connections from outside to ${describeContact(fact)}`;
    case 'contact':
      return `connections to ${describeContact(fact)}`;
    case 'pod':
      return `a pod of ${fact.unit.title}`;
    case 'container':
      return `container ${fact.container.name} of ${fact.unit.title}`;
    case 'subject':
      return formatSubjectName(fact.subject);
    case 'allowed':
    case 'one-of':
      return 'an allowed request';
    case 'role':
      return `the rights of ${fact.role.kind} ${fact.role.name} ${fact.namespace === '' ? 'in the whole cluster' : `in namespace ${fact.namespace}`}`;
    case 'namespace':
      return `every right in namespace ${fact.namespace}`;
    case 'secret':
      return `Secret ${fact.namespace}/${fact.name}`;
    case 'claim':
      return `the files of claim ${fact.namespace}/${fact.name}`;
    case 'data':
      return `the data of ${fact.unit.title}`;
    case 'node-ports':
      return 'connections to ports of nodes';
    case 'files':
      return `the files of ${describeNode(fact.node)}`;
    case 'pod-files':
      return `the tokens and Secrets of the pods of ${describeNode(fact.node)}`;
    case 'processes':
      return `the processes of ${describeNode(fact.node)}`;
    case 'traffic':
      return `the traffic of ${describeNode(fact.node)}`;
    case 'static-pod':
      return `a static pod on ${describeNode(fact.node)}`;
    case 'kubelet':
      return `the kubelet of ${describeNode(fact.node)}`;
    case 'node':
      return `root on ${describeNode(fact.node)}`;
    case 'control-plane':
      return 'the control plane';
    case 'cluster':
      return 'every right in the cluster';
    case 'cloud':
      return 'credentials of the cloud';
    case 'target':
      return fact.title;
  }
}

function describeContact({ unit, container }: { readonly unit: Unit; readonly container: ContainerView }): string {
  return unit.pod.containers.length === 1 ? unit.title : `container ${container.name} of ${unit.title}`;
}

export function describeNode(node: string): string {
  if (node === CHOSEN_NODE) return 'a node of choice';
  if (node === GATHERING_NODE) return 'a node to which pods are driven';
  return isUnknownNode(node) ? 'the node it runs on' : `node ${node}`;
}

export function isUnknownNode(node: string): boolean {
  return node === SOME_NODE || node === SOME_WORKER;
}

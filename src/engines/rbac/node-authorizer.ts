// Source of truth: https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/auth/authorizer/node/node_authorizer.go and
// https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/auth/nodeidentifier/default.go
import { defaultPolicy } from './default-policy.ts';
import { ruleAllows } from './match.ts';
import type { NodeGraph, NodeResource, NodeVertex } from './node-graph.ts';
import { type Action, NODES, nodeUserName, type ResourceAction, type UserInfo } from './request.ts';
import type { PolicyRule } from './vocabulary.ts';

/** Feature gates that change what a kubelet may do, each with the value that it has in a current release where it is left out. */
export interface NodeFeatures {
  /** AuthorizeNodeWithSelectors, true from 1.32 on: nodes, pods and resource slices only of its own. */
  readonly authorizeNodeWithSelectors?: boolean;
  /** KubeletServiceAccountTokenForCredentialProviders, true from 1.34 on: `get` of service accounts of its pods. */
  readonly serviceAccountTokenForCredentialProviders?: boolean;
  /** PodCertificateRequest, false by default. */
  readonly podCertificateRequest?: boolean;
}

export type NodeDecision =
  /** `path` leads from the object to what binds it to the node; `rule` is one that holds for every node; neither where the kind of request suffices. */
  | { readonly kind: 'allow'; readonly node: string; readonly path?: readonly NodeVertex[]; readonly rule?: PolicyRule }
  | { readonly kind: 'noOpinion'; readonly reason: string };

export interface NodeAuthorizer {
  readonly graph: NodeGraph;
  decide(user: UserInfo, action: Action): NodeDecision;
}

const GRAPH_ONLY: Readonly<Record<string, NodeResource>> = {
  '/persistentvolumeclaims': 'persistentvolumeclaims',
  '/persistentvolumes': 'persistentvolumes',
  'resource.k8s.io/resourceclaims': 'resourceclaims',
  'storage.k8s.io/volumeattachments': 'volumeattachments',
};

/** Decides for kubelets; has no opinion on anybody else. */
export function createNodeAuthorizer(graph: NodeGraph, features: NodeFeatures = {}): NodeAuthorizer {
  return { graph, decide: (user, action) => decide(graph, features, user, action) };
}

/** The node whose kubelet the user is: its name has the form of one and it is in the group of nodes. */
function nodeOf(user: UserInfo): string | undefined {
  const prefix = nodeUserName('');
  return user.name.startsWith(prefix) && user.groups.includes(NODES) ? user.name.slice(prefix.length) : undefined;
}

function decide(graph: NodeGraph, features: NodeFeatures, user: UserInfo, action: Action): NodeDecision {
  const node = nodeOf(user);
  if (node === undefined) return no('not a node');
  if (node === '') return no(`unknown node for user "${user.name}"`);
  const specific = action.kind === 'resource' ? decideResource({ graph, features, node, action }) : undefined;
  if (specific) return specific;
  const rule = nodeRules().find((one) => ruleAllows(one, action));
  return rule ? { kind: 'allow', node, rule } : no('');
}

/** What every kubelet may do: the rules of the ClusterRole of that name are the same list in Kubernetes. */
function nodeRules(): readonly PolicyRule[] {
  return defaultPolicy().roles.find(({ name }) => name === 'system:node')?.rules ?? [];
}

interface Question {
  readonly graph: NodeGraph;
  readonly features: NodeFeatures;
  readonly node: string;
  readonly action: ResourceAction;
}

/** `undefined` leaves the request to the rules for all nodes. */
function decideResource(question: Question): NodeDecision | undefined {
  const { action, features } = question;
  const resource = `${action.apiGroup}/${action.resource}`;
  const related = GRAPH_ONLY[resource];
  switch (resource) {
    case '/secrets':
      return readNamespaced(question, 'secrets');
    case '/configmaps':
      return readNamespaced(question, 'configmaps');
    case '/serviceaccounts':
      return decideServiceAccount(question);
    case 'coordination.k8s.io/leases':
      return decideOwn(question, 'a node lease', 'kube-node-lease');
    case 'storage.k8s.io/csinodes':
      return action.subresource === '' ? decideOwn(question, 'a CSINode') : no('cannot authorize CSINode subresources');
    case 'resource.k8s.io/resourceslices':
      return decideResourceSlice(question);
    case 'certificates.k8s.io/podcertificaterequests':
      return features.podCertificateRequest === true ? decidePodCertificateRequest(question) : undefined;
    case '/nodes':
      return features.authorizeNodeWithSelectors === false ? undefined : decideNode(question);
    case '/pods':
      return features.authorizeNodeWithSelectors === false ? undefined : decidePod(question);
    default:
      if (related === undefined) return undefined;
      return related === 'persistentvolumeclaims' && action.subresource === 'status' ? updateStatus(question) : get(question, related);
  }
}

function no(reason: string): NodeDecision {
  return { kind: 'noOpinion', reason };
}

function yes({ node }: Question): NodeDecision {
  return { kind: 'allow', node };
}

function relate({ graph, node, action }: Question, resource: NodeResource): NodeDecision {
  if (action.name === '') return no('No Object name found');
  const path = graph.path(node, resource, action.namespace, action.name);
  return path ? { kind: 'allow', node, path } : no(`no relationship found between node '${node}' and this object`);
}

function get(question: Question, resource: NodeResource): NodeDecision {
  if (question.action.verb !== 'get') return no('can only get individual resources of this type');
  if (question.action.subresource !== '') return no('cannot get subresource');
  return relate(question, resource);
}

function readNamespaced(question: Question, resource: NodeResource): NodeDecision {
  const { verb, subresource, namespace } = question.action;
  if (verb !== 'get' && verb !== 'list' && verb !== 'watch') return no('can only read resources of this type');
  if (subresource !== '') return no('cannot read subresource');
  if (namespace === '') return no('can only read namespaced object of this type');
  return relate(question, resource);
}

function updateStatus(question: Question): NodeDecision {
  const { verb } = question.action;
  return verb === 'update' || verb === 'patch' ? relate(question, 'persistentvolumeclaims') : no('can only get/update/patch this type');
}

function decideServiceAccount(question: Question): NodeDecision {
  const { verb, subresource, name } = question.action;
  if (verb === 'get' && subresource === '') {
    if (question.features.serviceAccountTokenForCredentialProviders === false) return no('not allowed to get service accounts');
    return readNamespaced(question, 'serviceaccounts');
  }
  if (verb !== 'create' || name === '') return no('can only create tokens for individual service accounts');
  if (subresource !== 'token') return no('can only create token subresource of serviceaccount');
  return relate(question, 'serviceaccounts');
}

const OWN_VERBS: ReadonlySet<string> = new Set(['get', 'create', 'update', 'patch', 'delete']);

/** Objects that bear the node's name. The name of a new object is not known yet; the NodeRestriction admission plugin sees to it. */
function decideOwn(question: Question, what: string, namespace?: string): NodeDecision {
  const { node, action } = question;
  if (!OWN_VERBS.has(action.verb)) return no(`can only get, create, update, patch, or delete ${what}`);
  if (namespace !== undefined && action.namespace !== namespace) return no(`can only access leases in the "${namespace}" system namespace`);
  if (action.verb !== 'create' && action.name !== node) return no(`can only access ${what} with the same name as the requesting node`);
  return yes(question);
}

function hasSelector({ node, action }: Question, field: string): boolean {
  return action.fieldSelector.some((one) => one.field === field && one.value === node);
}

function decideResourceSlice(question: Question): NodeDecision {
  const { verb, subresource } = question.action;
  if (subresource !== '') return no('cannot authorize ResourceSlice subresources');
  switch (verb) {
    case 'create':
      return yes(question);
    case 'get':
    case 'update':
    case 'patch':
    case 'delete':
      return relate(question, 'resourceslices');
    case 'watch':
    case 'list':
    case 'deletecollection':
      if (question.features.authorizeNodeWithSelectors === false || hasSelector(question, 'nodeName')) return yes(question);
      return no('can only list/watch/deletecollection resourceslices with nodeName field selector');
    default:
      return no('only the verbs get, watch, list, create, update, patch, delete, deletecollection are allowed for a ResourceSlice');
  }
}

function decidePodCertificateRequest(question: Question): NodeDecision {
  const { verb, subresource } = question.action;
  if (subresource !== '') return no('nodes may not access the subresources of PodCertificateRequests');
  if (verb === 'create') return yes(question);
  if (verb === 'get') return get(question, 'podcertificaterequests');
  if ((verb === 'list' || verb === 'watch') && hasSelector(question, 'spec.nodeName')) return yes(question);
  return no('can only list/watch PodCertificateRequests with spec.nodeName field selector');
}

function decideNode(question: Question): NodeDecision {
  const { node, action } = question;
  const kind = `${action.verb} ${action.subresource}`.trim();
  switch (kind) {
    case 'create':
    case 'update':
    case 'patch':
    case 'update status':
    case 'patch status':
      return yes(question);
    case 'get':
    case 'list':
    case 'watch':
      if (action.name === node) return yes(question);
      return no(`node '${node}' cannot read ${action.name === '' ? 'all nodes' : `'${action.name}'`}, only its own Node object`);
    default:
      return no('');
  }
}

function decidePod(question: Question): NodeDecision {
  const { action } = question;
  switch (`${action.verb} ${action.subresource}`.trim()) {
    case 'get':
      return relate(question, 'pods');
    case 'list':
    case 'watch':
      if (hasSelector(question, 'spec.nodeName')) return yes(question);
      return action.name === '' ? no('can only list/watch pods with spec.nodeName field selector') : relate(question, 'pods');
    case 'create':
    case 'delete':
    case 'update status':
    case 'patch status':
    case 'create eviction':
      return yes(question);
    default:
      return no('');
  }
}

// Source of truth: https://kubernetes.io/docs/concepts/security/pod-security-admission/ and
// https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
import { isRecord, listAt, numberAt, recordAt, stringAt, valueAt } from '../../core/index.ts';
import { evaluatePodSecurity, type PodSecurityLevel } from '../../engines/pod-security/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import { type KubernetesVersion, LATEST_VERSION, type PodSpec, parseVersion, selects, viewPod } from '../../kubernetes/index.ts';
import { open, type Premise, usual } from '../define-step.ts';

/**
 * Pods that attackers create: a plain one, to which Pod Security has nothing to object and which brings only its service account or a claim, and
 * one that owns its node.
 */
export type CandidatePod = 'plain' | 'privileged';

const CANDIDATES: Readonly<Record<CandidatePod, PodSpec>> = {
  plain: {
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{ name: 'a', image: 'a', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
  },
  privileged: {
    hostPID: true,
    containers: [{ name: 'a', image: 'a', securityContext: { privileged: true } }],
  },
};

export type AdmissionVerdict =
  | { readonly kind: 'refused'; readonly by: string; readonly object: InventoryObject | undefined }
  /** Premises name the policies that nobody has evaluated; none where all that is known lets the pod in. */
  | { readonly kind: 'admitted'; readonly premises: readonly Premise[] };

/** Whether a namespace would take a pod. */
export interface Admission {
  admits(pod: CandidatePod, namespace: string): AdmissionVerdict;
  /** Policies of the API server's own kinds that may refuse such a request, as premises. */
  doubts(operation: Operation, resource: string, namespace: string): readonly Premise[];
  /** The level that Pod Security enforces, and what says so. */
  levelOf(namespace: string): { readonly level: PodSecurityLevel; readonly object: InventoryObject | undefined };
  /** Policies that may refuse pods and that are not evaluated. */
  readonly unevaluated: readonly InventoryObject[];
}

type Operation = 'CREATE' | 'UPDATE' | 'CONNECT';

const ADMISSION = 'admissionregistration.k8s.io';
const LABEL = 'pod-security.kubernetes.io/enforce';

/** Kinds of other policy engines that refuse pods, with what they are called. */
const ENGINES: readonly (readonly [group: RegExp, kind: RegExp])[] = [
  [/^constraints\.gatekeeper\.sh$/, /./],
  [/^(?:kyverno|policies\.kyverno)\.(?:io)$/, /Policy$/],
  [/^policies\.kubewarden\.io$/, /Policy$/],
];

export function readAdmission(objects: readonly InventoryObject[], namespace: string): Admission {
  const namespaces = new Map(objects.filter(({ group, kind }) => group === '' && kind === 'Namespace').map((one) => [one.name, one]));
  const quotas = objects.filter(({ group, kind }) => group === '' && kind === 'ResourceQuota');
  const configuration = objects.find(({ kind }) => kind === 'PodSecurityConfiguration')?.value ?? pluginConfiguration(objects);
  const own = objects.filter(({ group }) => group === ADMISSION);
  const covering = new Map<string, readonly InventoryObject[]>();
  const verdicts = new Map<string, AdmissionVerdict>();
  const exemption = readExemption(configuration);
  const unevaluated = objects.filter((object) => isPolicy(object, own));
  const levelOf: Admission['levelOf'] = (name) => {
    const object = namespaces.get(name);
    const exempt = listAt(configuration, 'exemptions', 'namespaces').includes(name);
    const text = exempt
      ? 'privileged'
      : (stringAt(object?.value, 'metadata', 'labels', LABEL) ?? stringAt(configuration, 'defaults', 'enforce'));
    return { level: text === 'baseline' || text === 'restricted' ? text : 'privileged', object };
  };
  const admits: Admission['admits'] = (pod, name) => {
    const key = `${pod} ${name}`;
    let verdict = verdicts.get(key);
    if (!verdict) {
      verdict = judge(pod, name);
      verdicts.set(key, verdict);
    }
    return verdict;
  };
  return {
    unevaluated,
    levelOf,
    admits,
    doubts(operation, resource, name) {
      const key = `${operation} ${resource}`;
      let asked = covering.get(key);
      if (!asked) {
        asked = own.filter((policy) => covers(policy, own, [operation, resource]));
        covering.set(key, asked);
      }
      return asked
        .filter((policy) => mayConcern(policy, name, namespaces.get(name), namespace))
        .map(({ kind, name: policy }): Premise => ({ kind: 'not-evaluated', text: `${kind} ${policy} does not refuse it` }));
    },
  };

  function judge(pod: CandidatePod, name: string): AdmissionVerdict {
    const { level, object } = levelOf(name);
    let exempt: Premise | undefined;
    if (level !== 'privileged') {
      const [violation] = evaluatePodSecurity(viewPod({}, CANDIDATES[pod]), level, versionOf(object, configuration));
      exempt = violation && exemption;
      if (violation && !exempt) return { kind: 'refused', by: `Pod Security enforces ${level} in namespace ${name}`, object };
    }
    const quota = quotas.find((one) => (one.namespace ?? namespace) === name && allowsNoPod(one));
    if (quota) return { kind: 'refused', by: `ResourceQuota ${name}/${quota.name} allows no pod`, object: quota };
    const premises = unevaluated
      .filter((policy) => mayConcern(policy, name, object, namespace))
      .map(({ kind, name: policy }): Premise => ({ kind: 'not-evaluated', text: `${kind} ${policy} does not refuse the pod` }));
    const unknown = object ? [] : [open(`namespace ${name} enforces no level of Pod Security; it is not among the objects`)];
    return { kind: 'admitted', premises: [...unknown, ...(exempt ? [exempt] : []), ...premises] };
  }
}

/** Pods that Pod Security leaves alone wherever they are: https://kubernetes.io/docs/concepts/security/pod-security-admission/#exemptions */
function readExemption(configuration: unknown): Premise | undefined {
  const [runtimeClass] = listAt(configuration, 'exemptions', 'runtimeClasses');
  if (typeof runtimeClass === 'string')
    return usual(`Pod Security leaves pods of RuntimeClass ${runtimeClass} alone, which the attacker names`);
  const names = listAt(configuration, 'exemptions', 'usernames').filter((one) => typeof one === 'string');
  return names.length === 0 ? undefined : open(`the pod is created by somebody whom Pod Security leaves alone: ${names.join(', ')}`);
}

function versionOf(namespace: InventoryObject | undefined, configuration: unknown): KubernetesVersion {
  const text =
    stringAt(namespace?.value, 'metadata', 'labels', `${LABEL}-version`) ?? stringAt(configuration, 'defaults', 'enforce-version');
  return (text === undefined ? undefined : parseVersion(text)) ?? LATEST_VERSION;
}

/** The configuration of the plugin inside an AdmissionConfiguration. */
function pluginConfiguration(objects: readonly InventoryObject[]): unknown {
  for (const { kind, value } of objects) {
    if (kind !== 'AdmissionConfiguration') continue;
    const plugin = listAt(value, 'plugins').find((one) => stringAt(one, 'name') === 'PodSecurity');
    if (isRecord(plugin)) return plugin['configuration'];
  }
  return undefined;
}

/** A used-up quota is no obstacle for long: only one that can never be met counts. */
function allowsNoPod({ value }: InventoryObject): boolean {
  // One with scopes is about some pods only.
  if (listAt(value, 'spec', 'scopes').length > 0 || valueAt(value, ['spec', 'scopeSelector']) !== undefined) return false;
  const hard = recordAt(value, 'spec', 'hard');
  return ['pods', 'count/pods'].some((field) => String(hard[field] ?? '') === '0' || numberAt(hard, field) === 0);
}

function isPolicy(object: InventoryObject, objects: readonly InventoryObject[]): boolean {
  if (object.group === ADMISSION) return covers(object, objects, ['CREATE', 'pods']);
  return ENGINES.some(([groups, kinds]) => groups.test(object.group) && kinds.test(object.kind));
}

type Asked = readonly [operation: Operation, resource: string];

/** Whether a webhook, or a policy that is bound, is asked about requests of a kind. */
function covers({ kind, name, value }: InventoryObject, objects: readonly InventoryObject[], asked: Asked): boolean {
  if (kind === 'ValidatingWebhookConfiguration' || kind === 'MutatingWebhookConfiguration')
    return listAt(value, 'webhooks').some((webhook) => listAt(webhook, 'rules').some((rule) => isAsked(rule, asked)));
  if (kind !== 'ValidatingAdmissionPolicy') return false;
  const isBound = objects.some(
    (one) => one.kind === 'ValidatingAdmissionPolicyBinding' && stringAt(one.value, 'spec', 'policyName') === name,
  );
  return isBound && listAt(value, 'spec', 'matchConstraints', 'resourceRules').some((rule) => isAsked(rule, asked));
}

/** `pods/*` is every subresource of pods, and `*` every resource without any: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-rules */
function isAsked(rule: unknown, [operation, resource]: Asked): boolean {
  const has = (field: string, ...words: string[]): boolean => listAt(rule, field).some((one) => words.includes(String(one)));
  const [, subresource] = resource.split('/');
  const forms = subresource === undefined ? [resource, '*', '*/*'] : [resource, 'pods/*', `*/${subresource}`, '*/*'];
  return has('operations', operation, '*') && has('apiGroups', '', '*') && has('resources', ...forms);
}

/** Whether its selection of namespaces may include this one. */
function mayConcern(
  { group, kind, value, namespace: own }: InventoryObject,
  name: string,
  object: InventoryObject | undefined,
  fallback: string,
): boolean {
  // A policy that stands in a namespace is about that namespace.
  if (group !== ADMISSION && kind === 'Policy') return (own ?? fallback) === name;
  const labels = { ...recordAt(object?.value, 'metadata', 'labels'), 'kubernetes.io/metadata.name': name };
  const selectors =
    kind === 'ValidatingAdmissionPolicy'
      ? [valueAt(value, ['spec', 'matchConstraints', 'namespaceSelector'])]
      : listAt(value, 'webhooks').map((webhook) => valueAt(webhook, ['namespaceSelector']));
  return selectors.length === 0 || selectors.some((selector) => selector === undefined || selects(selector, labels));
}

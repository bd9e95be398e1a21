import { emitScalar } from '../../../formats/index.ts';
import type { Labels } from '../selector.ts';
import { DNS_LABELS, DNS_NAMESPACE, DNS_PORT, endName, type NeedEnd, type Reason } from './need.ts';
import { type Plan, type Remark } from './plan.ts';
import { type PlannedPolicy, type PlannedPort, type PlannedRule, planPolicies } from './policies.ts';
import type { PolicyGroup } from './policy-groups.ts';

export interface WriteOptions {
  /** `file:line` of a reason, or an empty text. */
  placeOf(reason: Reason): string;
  /** What stands at the top, as lines of comment. */
  readonly header: readonly string[];
}

const REASONS_SHOWN = 4;

/** The policies as YAML with the reason of every rule: for each namespace the denial of everything first, then DNS, then each workload. */
export function writePolicies(plan: Plan, options: WriteOptions): string {
  const planned = Map.groupBy(planPolicies(plan), ({ group }) => group.namespace);
  const documents = [...plan.governed].flatMap((namespace) => [
    defaultDeny(plan, namespace),
    allowDns(plan, namespace),
    ...(planned.get(namespace) ?? []).map((policy) => workloadPolicy(plan, policy, options)),
  ]);
  const remarks = plan.remarks.length > 0 ? ['', 'To be looked at:', ...plan.remarks.map((remark: Remark) => `- ${remark}`)] : [];
  const head = [...options.header, ...remarks].map((line) => comment(line));
  return `${[head.join('\n'), ...documents.map((lines) => lines.join('\n'))].filter((text) => text !== '').join('\n---\n')}\n`;
}

/** A policy by itself that lets into a group what needs it, and nothing else. */
export function writeIngressPolicy(plan: Plan, group: PolicyGroup, name: string, options: WriteOptions): string {
  const needs = plan.needs.filter(({ to }) => to.kind === 'group' && to.group === group);
  const rules = planPolicies({ ...plan, needs, groups: [group], governed: new Set([group.namespace]) })[0]?.rules.ingress ?? [];
  return `${[
    ...metadata(plan, group.namespace, name),
    'spec:',
    ...selectorLines('podSelector', group.selector.labels, '  ', group.selector.absent),
    '  policyTypes: [Ingress]',
    ...(rules.length === 0
      ? ['  ingress: []']
      : ['  ingress:', ...rules.flatMap((rule) => ruleLines(rule, 'from', plan, group.namespace, options))]),
  ].join('\n')}\n`;
}

/** One line of comment, whatever stands in it. */
function comment(text: string, indent = ''): string {
  return `${indent}# ${text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')}`.trimEnd();
}

/** Policies name their namespace where the pods do: manifests without one are installed into any. */
function metadata({ network, options }: Plan, namespace: string, name: string): string[] {
  const isNamed =
    namespace !== options.defaultNamespace ||
    network.pods.some(({ namespace: own, object }) => own === namespace && object.namespace !== undefined);
  return [
    'apiVersion: networking.k8s.io/v1',
    'kind: NetworkPolicy',
    'metadata:',
    `  name: ${emitScalar(name, false)}`,
    ...(isNamed ? [`  namespace: ${emitScalar(namespace, false)}`] : []),
  ];
}

function defaultDeny(plan: Plan, namespace: string): string[] {
  return [
    '# Nothing gets in or out that no other policy allows. The node of a pod, and so its probes, is always let in.',
    ...metadata(plan, namespace, 'default-deny'),
    'spec:',
    '  podSelector: {}',
    '  policyTypes: [Ingress, Egress]',
  ];
}

function allowDns(plan: Plan, namespace: string): string[] {
  return [
    '# Names of Services and hosts are looked up by every pod.',
    ...metadata(plan, namespace, 'allow-dns'),
    'spec:',
    '  podSelector: {}',
    '  policyTypes: [Egress]',
    '  egress:',
    '    - to:',
    ...peerLines({ kind: 'dns' }, plan, namespace),
    ...portLines([
      { protocol: 'UDP', port: DNS_PORT },
      { protocol: 'TCP', port: DNS_PORT },
    ]),
  ];
}

function workloadPolicy(plan: Plan, { group, rules }: PlannedPolicy, options: WriteOptions): string[] {
  const types = [...(rules.ingress.length > 0 ? ['Ingress'] : []), ...(rules.egress.length > 0 ? ['Egress'] : [])];
  const shared = group.workloads.length > 1 ? [comment(`No label tells these apart, so they share a policy: ${group.title}`)] : [];
  return [
    ...shared,
    ...metadata(plan, group.namespace, group.name),
    'spec:',
    ...selectorLines('podSelector', group.selector.labels, '  ', group.selector.absent),
    `  policyTypes: [${types.join(', ')}]`,
    ...(['ingress', 'egress'] as const).flatMap((direction) =>
      rules[direction].length === 0
        ? []
        : [
            `  ${direction}:`,
            ...rules[direction].flatMap((rule) => ruleLines(rule, direction === 'ingress' ? 'from' : 'to', plan, group.namespace, options)),
          ],
    ),
  ];
}

function ruleLines(
  { everyone, peers, ports }: PlannedRule,
  field: 'from' | 'to',
  plan: Plan,
  namespace: string,
  options: WriteOptions,
): string[] {
  const [first = '', ...more] = portLines(ports);
  if (everyone) return [...reasonLines(everyone, '    ', options), `    - ${first.trimStart()}`, ...more];
  return [
    `    - ${field}:`,
    ...peers.flatMap(({ end, reasons }) => [
      ...reasonLines(reasons, '        ', options, noteOn(end, plan)),
      ...peerLines(end, plan, namespace),
    ]),
    first,
    ...more,
  ];
}

/** What a reviewer should know of a peer that is wider than what is needed. */
function noteOn(end: NeedEnd, { options }: Plan): string | undefined {
  if (end.kind === 'cluster') return 'which pods the controller is made of is not known: --ingress-controller NAME narrows this';
  if (end.kind !== 'addresses') return undefined;
  if (end.title === 'the API server' && options.apiServer === undefined)
    return 'the address of the API server is not known: --api-server CIDR narrows this';
  if (end.title === 'the nodes of the cluster' && options.nodes === undefined)
    return 'pods on the network of their node have its address: --node-range CIDR narrows this';
  return end.title === 'public addresses'
    ? 'a NetworkPolicy cannot name hosts, so the port is open to the internet, and to no private address'
    : undefined;
}

function reasonLines(reasons: readonly Reason[], indent: string, { placeOf }: WriteOptions, note?: string): string[] {
  const lines = reasons.slice(0, REASONS_SHOWN).map((reason) => {
    const place = placeOf(reason);
    return comment(`${reason.what}${place === '' ? '' : `, ${place}`}${reason.found === undefined ? '' : ` (${reason.found})`}`, indent);
  });
  const more = reasons.length - REASONS_SHOWN;
  return [...lines, ...(more > 0 ? [comment(`and ${more} more`, indent)] : []), ...(note === undefined ? [] : [comment(note, indent)])];
}

function peerLines(end: NeedEnd, plan: Plan, namespace: string): string[] {
  switch (end.kind) {
    case 'group': {
      const own = end.group.namespace === namespace ? [] : namespaceLines(end.group.namespace);
      return asItem([...own, ...selectorLines('podSelector', end.group.selector.labels, '', end.group.selector.absent)]);
    }
    case 'namespace':
      return asItem(namespaceLines(end.name));
    case 'cluster':
      return asItem(['namespaceSelector: {}']);
    case 'dns':
      return asItem([...namespaceLines(DNS_NAMESPACE), ...selectorLines('podSelector', DNS_LABELS, '')]);
    case 'addresses':
      return end.blocks.flatMap(({ cidr, except }) =>
        asItem([
          'ipBlock:',
          `  cidr: ${JSON.stringify(cidr)}`,
          ...(except.length > 0 ? ['  except:', ...except.map((one) => `    - ${JSON.stringify(one)}`)] : []),
        ]),
      );
    case 'everyone':
      throw new Error(`${endName(end)} is no peer of ${plan.network.pods.length} pods`);
  }
}

function namespaceLines(name: string): string[] {
  return selectorLines('namespaceSelector', { 'kubernetes.io/metadata.name': name }, '');
}

function selectorLines(field: string, labels: Labels, indent: string, absent: readonly string[] = []): string[] {
  const pairs = Object.entries(labels);
  if (pairs.length + absent.length === 0) return [`${indent}${field}: {}`];
  return [
    `${indent}${field}:`,
    ...(pairs.length > 0 ? [`${indent}  matchLabels:`] : []),
    ...pairs.map(([key, value]) => `${indent}    ${emitScalar(key, false)}: ${emitScalar(value, false)}`),
    ...(absent.length > 0 ? [`${indent}  matchExpressions:`] : []),
    ...absent.map((key) => `${indent}    - {key: ${JSON.stringify(key)}, operator: DoesNotExist}`),
  ];
}

function asItem(lines: readonly string[]): string[] {
  return lines.map((line, at) => `        ${at === 0 ? '- ' : '  '}${line}`);
}

function portLines(ports: readonly PlannedPort[]): string[] {
  return ['      ports:', ...ports.flatMap(({ protocol, port }) => [`        - protocol: ${protocol}`, `          port: ${port}`])];
}

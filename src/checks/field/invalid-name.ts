import { type FieldPath, recordAt, stringAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import type { PodView } from '../../kubernetes/index.ts';
import { type Check, defineCheck, type Violation } from '../define.ts';

/** The rules of https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and of labels. */
const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_PART = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** Groups all of whose kinds have names of DNS; names in RBAC, of certificates and of other APIs have rules of their own. */
const DNS_GROUPS: ReadonlySet<string> = new Set(['', 'apps', 'autoscaling', 'batch', 'networking.k8s.io', 'policy', 'storage.k8s.io']);
const LABEL_KINDS: ReadonlySet<string> = new Set(['/Namespace', '/Service']);

const LETTERS = 'small letters, digits and - are allowed';

/** What a template engine fills in is no name yet. */
function isFilledIn(text: string): boolean {
  return /\$[({]|\{\{|<[^>]*>|%\(/.test(text);
}

function wrongName(name: string | undefined, rule: RegExp, what: string, path: FieldPath, allowed: string = LETTERS): Violation[] {
  if (name === undefined || name === '' || rule.test(name) || isFilledIn(name)) return [];
  return [{ path, message: `"${name}" cannot be the name of a ${what}; ${allowed}` }];
}

function* wrongLabels(labels: Readonly<Record<string, unknown>>, path: FieldPath): Generator<Violation> {
  for (const [key, value] of Object.entries(labels)) {
    if (isFilledIn(key) || typeof value !== 'string' || isFilledIn(value)) continue;
    const slash = key.indexOf('/');
    const isKeyGood = LABEL_PART.test(key.slice(slash + 1)) && (slash < 0 || SUBDOMAIN.test(key.slice(0, slash)));
    if (!isKeyGood) yield { path: [...path, key], message: `"${key}" cannot be the key of a label` };
    else if (value !== '' && !LABEL_PART.test(value))
      yield {
        path: [...path, key],
        message: `"${value}" cannot be the value of the label ${key}; up to 63 letters, digits, -, _ and . are allowed`,
      };
  }
}

function* wrongInPod(pod: PodView): Generator<Violation> {
  for (const { path, spec } of pod.containers) {
    yield* wrongName(spec.name, LABEL, 'container', [...path, 'name']);
    for (const [index, port] of (spec.ports ?? []).entries())
      yield* wrongName(port.name, PORT_NAME, 'port', [...path, 'ports', index, 'name'], `${LETTERS}, 15 at most`);
  }
  for (const [index, volume] of (pod.spec.volumes ?? []).entries())
    yield* wrongName(volume.name, LABEL, 'volume', [...pod.path, 'volumes', index, 'name']);
  yield* wrongLabels(pod.spec.nodeSelector ?? {}, [...pod.path, 'nodeSelector']);
  if (pod.isTemplate) yield* wrongLabels(pod.metadata.labels ?? {}, [...pod.metadataPath, 'labels']);
}

function ruleFor(object: InventoryObject): RegExp | undefined {
  if (LABEL_KINDS.has(`${object.group}/${object.kind}`)) return LABEL;
  return DNS_GROUPS.has(object.group) ? SUBDOMAIN : undefined;
}

export const invalidName: Check = defineCheck({
  id: 'field/invalid-name',
  title: 'Name or label that Kubernetes refuses',
  severity: 'low',
  on: 'object',
  kinds: ['*'],
  why: 'The API server refuses the object; selectors and policies that go by the label never meet it.',
  remedy: 'Use small letters, digits and - in names; in labels also capitals, _ and ., beginning and ending with a letter or digit.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: { 'kube-score': ['label-values'] },
  unseen: 'Manifests that are published work, so their names are right.',
  *evaluate({ object }) {
    const rule = ruleFor(object);
    if (rule) yield* wrongName(stringAt(object.value, 'metadata', 'name'), rule, object.kind, ['metadata', 'name']);
    yield* wrongName(stringAt(object.value, 'metadata', 'namespace'), LABEL, 'Namespace', ['metadata', 'namespace']);
    yield* wrongLabels(recordAt(object.value, 'metadata', 'labels'), ['metadata', 'labels']);
    for (const pod of object.pods) yield* wrongInPod(pod);
  },
});

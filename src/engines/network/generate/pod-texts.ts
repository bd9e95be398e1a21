import { type FieldPath, isRecord, listAt, recordAt, stringAt } from '../../../core/index.ts';
import type { ContainerView } from '../../../kubernetes/index.ts';
import type { NetworkObject, ObjectIndex } from '../objects.ts';
import type { NetworkPod } from '../pods.ts';
import { expandVariables } from './host-references.ts';

/** A text that a pod gets, and from where. */
export interface PodText {
  readonly what: string;
  readonly text: string;
  /** The name of the variable, where it is one. */
  readonly key?: string;
  /** Values of its neighbours, such as `DB_PORT` beside `DB_HOST`. */
  readonly values: ReadonlyMap<string, string>;
  /** Whether it is a variable or an argument; files name many hosts that nobody connects to. */
  readonly isSetting: boolean;
  readonly object: NetworkObject;
  readonly path: FieldPath;
}

interface Variable extends Omit<PodText, 'values' | 'isSetting'> {
  readonly key: string;
}

/** Variables, commands, arguments and mounted ConfigMaps of a pod. Secrets are not read. */
export function textsOf(pod: NetworkPod, index: ObjectIndex): PodText[] {
  const { view } = pod;
  if (!view) return [];
  const owner = `${pod.workload.kind} ${pod.namespace}/${pod.workload.name}`;
  const settings = view.containers.flatMap((container) => containerTexts(container, pod, owner, index));
  const files = configMapsOf(view.spec.volumes ?? []).flatMap(({ name, keys }) => {
    const object = index.find('', 'ConfigMap', pod.namespace, name);
    return Object.entries(recordAt(object?.value, 'data')).flatMap(([key, text]): PodText[] => {
      if (!object || typeof text !== 'string' || (keys && !keys.has(key))) return [];
      const what = `file ${key} of ConfigMap ${pod.namespace}/${name}, mounted by ${owner}`;
      return [{ what, text, values: new Map(), isSetting: false, object, path: ['data', key] }];
    });
  });
  return [...settings, ...files];
}

function containerTexts(container: ContainerView, pod: NetworkPod, owner: string, index: ObjectIndex): PodText[] {
  const variables = new Map<string, Variable>();
  for (const one of variablesOf(container, pod, owner, index)) variables.set(one.key, one);
  const values = new Map([...variables].map(([key, { text }]) => [key, text]));
  const words = (['command', 'args'] as const).flatMap((field): PodText[] => {
    const list = container.spec[field] ?? [];
    if (list.length === 0) return [];
    const text = expandVariables(list.join('\n'), values);
    const what = `${field} of ${owner}`;
    return [{ what, text, values, isSetting: true, object: pod.object, path: [...container.path, field] }];
  });
  const settings = [...variables.values()].map((one) => ({ ...one, text: expandVariables(one.text, values), values, isSetting: true }));
  return [...settings, ...words];
}

/** In the order in which the kubelet sets them; later ones of a name win. */
function* variablesOf({ path, spec }: ContainerView, pod: NetworkPod, owner: string, index: ObjectIndex): Generator<Variable> {
  for (const { configMapRef, prefix = '' } of spec.envFrom ?? []) {
    const object = configMapRef?.name === undefined ? undefined : index.find('', 'ConfigMap', pod.namespace, configMapRef.name);
    if (!object) continue;
    for (const [key, text] of Object.entries(recordAt(object.value, 'data'))) {
      if (typeof text !== 'string') continue;
      const what = `${key} of ConfigMap ${pod.namespace}/${object.name}, env of ${owner}`;
      yield { key: prefix + key, what, text, object, path: ['data', key] };
    }
  }
  for (const [at, { name, value, valueFrom }] of (spec.env ?? []).entries()) {
    if (name === undefined) continue;
    const reference = valueFrom?.configMapKeyRef;
    const own = { object: pod.object, path: [...path, 'env', at] };
    if (value !== undefined) yield { key: name, what: `env ${name} of ${owner}`, text: value, ...own, path: [...own.path, 'value'] };
    const object = reference?.name === undefined ? undefined : index.find('', 'ConfigMap', pod.namespace, reference.name);
    const text = stringAt(object?.value, 'data', reference?.key ?? '');
    if (object && text !== undefined && reference?.key !== undefined) {
      const what = `${reference.key} of ConfigMap ${pod.namespace}/${object.name}, env ${name} of ${owner}`;
      yield { key: name, what, text, object, path: ['data', reference.key] };
    }
  }
}

function configMapsOf(volumes: readonly unknown[]): { readonly name: string; readonly keys?: ReadonlySet<string> }[] {
  const sources = volumes.flatMap((volume) => [
    { name: stringAt(volume, 'configMap', 'name'), items: listAt(volume, 'configMap', 'items') },
    ...listAt(volume, 'projected', 'sources').map((source) => ({
      name: stringAt(source, 'configMap', 'name'),
      items: listAt(source, 'configMap', 'items'),
    })),
  ]);
  return sources.flatMap(({ name, items }) => {
    if (name === undefined) return [];
    const keys = items.filter(isRecord).flatMap((item) => stringAt(item, 'key') ?? []);
    return [keys.length > 0 ? { name, keys: new Set(keys) } : { name }];
  });
}

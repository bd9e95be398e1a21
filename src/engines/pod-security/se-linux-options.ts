// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_seLinuxOptions.go
import type { FieldPath } from '../../core/index.ts';
import type { PodView, SELinuxOptions } from '../../kubernetes/index.ts';
import {
  fieldOf,
  inflect,
  nameSetters,
  type Objection,
  type OffendingField,
  type PodSecurityCheck,
  podFieldOf,
  quoteAll,
  since,
  sorted,
} from './check.ts';

const TYPES_1_0: ReadonlySet<string> = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t']);
const TYPES_1_31: ReadonlySet<string> = new Set([...TYPES_1_0, 'container_engine_t']);

/** The SELinux type is one made for containers, and user and role are not chosen. */
export const SE_LINUX_OPTIONS: PodSecurityCheck = {
  id: 'seLinuxOptions',
  title: 'SELinux',
  level: 'baseline',
  versions: [
    { since: since(0), judge: (pod) => judge(pod, TYPES_1_0) },
    { since: since(31), judge: (pod) => judge(pod, TYPES_1_31) },
  ],
};

function judge(pod: PodView, types: ReadonlySet<string>): Objection {
  const ofPod = offending(pod.spec.securityContext?.seLinuxOptions, podFieldOf(pod, 'seLinuxOptions'), types);
  const ofContainers = pod.containers.map((container) => ({
    container,
    fields: offending(container.spec.securityContext?.seLinuxOptions, fieldOf(container, 'seLinuxOptions'), types),
  }));
  const bad = ofContainers.filter(({ fields }) => fields.length > 0);
  const fields = [...ofPod, ...bad.flatMap((one) => one.fields)];
  if (fields.length === 0) return undefined;
  const badTypes = sorted(fields.filter(({ path }) => path.at(-1) === 'type').map(({ value }) => String(value)));
  const data = [
    ...(badTypes.length > 0 ? [`${inflect(badTypes.length, 'type', 'types')} ${quoteAll(badTypes)}`] : []),
    ...(['user', 'role'] as const)
      .filter((name) => fields.some(({ path }) => path.at(-1) === name))
      .map((name) => `${name} may not be set`),
  ];
  const setters = nameSetters(
    ofPod.length > 0,
    bad.map(({ container }) => container),
  );
  return { reason: 'seLinuxOptions', detail: `${setters} set forbidden securityContext.seLinuxOptions: ${data.join('; ')}`, fields };
}

function offending(options: SELinuxOptions | undefined, path: FieldPath, types: ReadonlySet<string>): OffendingField[] {
  if (!options) return [];
  return [
    ...(types.has(options.type ?? '') ? [] : [{ path: [...path, 'type'], value: options.type }]),
    ...(['user', 'role'] as const).flatMap((name) => (options[name] ? [{ path: [...path, name], value: options[name] }] : [])),
  ];
}

import type { Evidence, FieldPath } from '../../core/index.ts';
import { type ContainerView, type PodView, type Resolved, resolveSetting } from '../../kubernetes/index.ts';

type SharedField = Parameters<typeof resolveSetting>[2];

/** Containers that get one setting from one place: the pod for all that inherit it, or a container for itself. */
export interface SettingGroup<T> {
  readonly setting: Resolved<T>;
  readonly containers: readonly ContainerView[];
  readonly evidence: readonly Evidence[];
}

/**
 * A setting of all containers, grouped by the field that decides it, so that what the pod decides is said once. Where nothing is set
 * in any container nor in the pod, that is one group too, and its path is the pod's field, where one line would set it for all.
 */
export function groupSetting<F extends SharedField>(
  pod: PodView,
  field: F,
): readonly SettingGroup<NonNullable<ReturnType<typeof resolveSetting<F>>['value']>>[] {
  type Value = NonNullable<ReturnType<typeof resolveSetting<F>>['value']>;
  const settings = pod.containers.map((container) => ({ container, setting: resolveSetting(pod, container, field) as Resolved<Value> }));
  const isNowhere = settings.every(({ setting }) => setting.level === 'default');
  const groups = new Map<string, { setting: Resolved<Value>; containers: ContainerView[] }>();
  for (const { container, setting } of settings) {
    const path: FieldPath = isNowhere ? [...pod.path, 'securityContext', field] : setting.path;
    const key = path.join('/');
    const group = groups.get(key);
    if (group) group.containers.push(container);
    else groups.set(key, { setting: { ...setting, path }, containers: [container] });
  }
  return [...groups.values()].map((group) => ({ ...group, evidence: [{ kind: 'level', field, level: group.setting.level }] }));
}

// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_hostPathVolumes.go
import type { PodView } from '../../kubernetes/index.ts';
import { inflect, type Objection, type PodSecurityCheck, quoteAll, since } from './check.ts';

export const HOST_PATH_VOLUMES_ID = 'hostPathVolumes';

/** No volume is a folder or file of the node. */
export const HOST_PATH_VOLUMES: PodSecurityCheck = {
  id: HOST_PATH_VOLUMES_ID,
  title: 'Host path volumes',
  level: 'baseline',
  versions: [{ since: since(0), judge }],
};

function judge(pod: PodView): Objection {
  const bad = [...(pod.spec.volumes ?? []).entries()].filter(([, volume]) => volume.hostPath !== undefined);
  if (bad.length === 0) return undefined;
  return {
    reason: 'hostPath volumes',
    detail: `${inflect(bad.length, 'volume', 'volumes')} ${quoteAll(bad.map(([, volume]) => volume.name ?? ''))}`,
    fields: bad.map(([index, volume]) => ({ path: [...pod.path, 'volumes', index, 'hostPath'], value: volume.hostPath })),
  };
}

import { listAt, stringAt } from '../../../core/index.ts';
import type { ContainerView } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep, type Ground } from '../../define-step.ts';
import { withholdToken } from '../../edits/access-edits.ts';
import { removeVolume } from '../../edits/workload-edits.ts';
import type { Unit } from '../../scene/units.ts';
import { everyContainer } from '../containers.ts';

const TOKEN_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A volume that projects a token which the API server takes: one without an audience is for the API server. */
function projectedToken({ pod }: Unit, container: ContainerView): { readonly name: string; readonly index: number } | undefined {
  const mounted = new Set((container.spec.volumeMounts ?? []).map(({ name }) => name));
  for (const [index, volume] of (pod.spec.volumes ?? []).entries()) {
    const sources = listAt(volume, 'projected', 'sources');
    const isToken = sources.some((source) => {
      const audience = stringAt(source, 'serviceAccountToken', 'audience');
      return (
        stringAt(source, 'serviceAccountToken', 'path') !== undefined &&
        (audience === undefined || audience.startsWith('https://kubernetes.default'))
      );
    });
    if (isToken && volume.name !== undefined && mounted.has(volume.name)) return { name: volume.name, index };
  }
  return undefined;
}

export const serviceAccountToken: AttackStep = defineStep({
  id: 'inside/service-account-token',
  phase: 'inside',
  title: 'Take the token of the service account',
  condition:
    'The token is mounted: automountServiceAccountToken of the pod decides, then that of its ServiceAccount, then it is; or a volume projects a token for the API server. A container that mounts something else in its place has none, and ephemeral containers get none by themselves.',
  mitre: ['T1528', 'T1552.001'],
  microsoft: ['MS-TA9016'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      const { account, object } = unit;
      const hides = (container.spec.volumeMounts ?? []).some(({ mountPath }) => mountPath?.replace(/\/$/, '') === TOKEN_FOLDER);
      const projected = projectedToken(unit, container);
      const isMounted = unit.mountsToken && container.kind !== 'ephemeral' && !hides;
      if (!isMounted && !projected) continue;
      const says = `takes the token of ServiceAccount ${account.namespace}/${account.name} out of container ${container.name} of ${unit.title}`;
      if (isMounted) {
        const ground: Ground =
          unit.tokenDecidedBy === 'pod'
            ? { text: 'the pod asks for the token', object, path: [...unit.pod.path, 'automountServiceAccountToken'] }
            : { text: 'nothing keeps the token out of the pod', object, path: unit.pod.path };
        yield {
          from: [fact],
          to: { kind: 'subject', subject: account },
          says,
          grounds: () => [ground],
          cuts: () => [withholdToken(unit, scene)],
        };
      }
      if (projected) {
        yield {
          from: [fact],
          to: { kind: 'subject', subject: account },
          says,
          grounds: () => [
            { text: `volume ${projected.name} projects the token`, object, path: [...unit.pod.path, 'volumes', projected.index] },
          ],
          cuts: () => [removeVolume(unit, projected.name)],
        };
      }
    }
  },
});

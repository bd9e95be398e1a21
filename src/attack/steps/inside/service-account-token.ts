import { type AttackStep, defineStep, type Ground } from '../../define-step.ts';
import { withholdToken } from '../../edits/access-edits.ts';
import { removeVolume } from '../../edits/workload-edits.ts';
import { apiTokens } from '../api-tokens.ts';
import { everyContainer } from '../containers.ts';

const TOKEN_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

export const serviceAccountToken: AttackStep = defineStep({
  id: 'inside/service-account-token',
  phase: 'inside',
  title: 'Take the token of the service account',
  condition:
    'The token is mounted: automountServiceAccountToken of the pod decides, then that of its ServiceAccount, then it is; or a volume projects a token for the API server and not for another audience. A container that mounts something else in its place has none, and ephemeral containers get none by themselves.',
  mitre: ['T1528', 'T1552.001'],
  microsoft: ['MS-TA9016'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
  effort: 1,
  *moves(scene) {
    const tokens = apiTokens(scene);
    for (const { unit, container, fact } of everyContainer(scene)) {
      const { account, object } = unit;
      const hides = (container.spec.volumeMounts ?? []).some(({ mountPath }) => mountPath?.replace(/\/$/, '') === TOKEN_FOLDER);
      const says = `takes the token of ServiceAccount ${account.namespace}/${account.name} out of container ${container.name} of ${unit.title}`;
      if (unit.mountsToken && container.kind !== 'ephemeral' && !hides) {
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
      const projected = tokens.mountedInto(unit, container);
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

import { type Check, defineCheck } from '../define.ts';
import { parseImage } from '../image-name.ts';

export const dockerInDocker: Check = defineCheck({
  id: 'workload/docker-in-docker',
  title: 'Container runs a Docker daemon of its own',
  severity: 'medium',
  on: 'container',
  why: 'The daemon works only with rights close to those of the node, and whoever can send it a build gets them; what it starts is seen by no policy and no audit log of Kubernetes.',
  remedy:
    'Build images with a builder that needs no daemon and no privileges: rootless BuildKit, Buildah or kaniko; or outside the cluster.',
  standards: { nsa: ['hardened-containers'], owasp: ['K01'], mitre: ['T1610', 'T1611'], microsoft: ['MS-TA9018'], cks: ['supply-chain'] },
  aliases: {},
  unseen: 'No corpus builds images with a daemon of its own.',
  *evaluate({ container }) {
    const { image } = container.spec;
    const parsed = image === undefined ? undefined : parseImage(image);
    const name = parsed?.repository.split('/').at(-1);
    const isDaemon = name === 'dind' || (name === 'docker' && /(?:^|-)dind(?:-|$)/.test(parsed?.tag ?? ''));
    if (isDaemon) yield { path: [...container.path, 'image'], message: `container ${container.name} runs ${image}` };
  },
});

import { type Check, defineCheck } from '../define.ts';
import { parseImage } from '../image-name.ts';

/**
 * Dashboard up to v2 is one container that serves HTTPS only where it is given a certificate or told to make one; from v7 on a gateway
 * in front of several containers does that. https://github.com/kubernetes-retired/dashboard/blob/v2.7.0/docs/common/dashboard-arguments.md
 */
const IMAGE = /^(?:.*\/)?(?:kubernetesui\/dashboard(?:-\w+64|-arm)?|kubernetes-dashboard(?:-\w+64|-arm)?)$/;

export const dashboardPlainHttp: Check = defineCheck({
  id: 'workload/dashboard-plain-http',
  title: 'Kubernetes dashboard serves plain HTTP',
  severity: 'medium',
  on: 'container',
  why: 'People type their tokens into it. Over plain HTTP everyone on the way, other pods of the node among them, can read such a token and then is that person in the API.',
  remedy: 'Add --auto-generate-certificates, or --tls-cert-file and --tls-key-file, and reach it through kubectl port-forward.',
  standards: { nsa: ['encryption', 'authentication'], owasp: ['K09'], microsoft: ['MS-TA9032'], cks: ['cluster-setup'] },
  aliases: { checkov: ['CKV_K8S_33'] },
  *evaluate({ container }) {
    const parsed = parseImage(container.spec.image ?? '');
    if (!parsed || !IMAGE.test(parsed.repository)) return;
    const words = [...(container.spec.command ?? []), ...(container.spec.args ?? [])];
    const has = (flag: string): boolean =>
      words.some((word) => word === `--${flag}` || (word.startsWith(`--${flag}=`) && !word.endsWith('=false')));
    if (has('auto-generate-certificates') || (has('tls-cert-file') && has('tls-key-file'))) return;
    yield { path: [...container.path, 'args'], message: `container ${container.name} is given no certificate and makes none` };
  },
});

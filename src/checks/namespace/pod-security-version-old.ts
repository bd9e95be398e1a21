import { recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { labelOf } from '../pod-security-labels.ts';

const LABEL = 'pod-security.kubernetes.io/enforce-version';

export const podSecurityVersionOld: Check = defineCheck({
  id: 'namespace/pod-security-version-old',
  title: 'Namespace enforces the Pod Security rules of an old release',
  severity: 'low',
  on: 'object',
  kinds: ['/Namespace'],
  why: 'The standards gain rules with new releases of Kubernetes. A pinned release leaves out all that came later, and nobody notices, since the level still reads as it should.',
  remedy:
    'Set pod-security.kubernetes.io/enforce-version to the minor release of the cluster with each upgrade, or remove the label to enforce the newest rules.',
  standards: { cis: ['5.2.1'], nsa: ['pod-security-enforcement', 'upgrades'], owasp: ['K04'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  parameters: {
    releases: { type: 'number', default: 3, minimum: 0, description: 'How many minor releases the label may be behind the cluster.' },
  },
  unseen: 'None of the namespaces that were looked at pins a release that old.',
  *evaluate({ object }, { kubernetesVersion, parameters }) {
    const level = labelOf(object, 'enforce');
    if (level !== 'baseline' && level !== 'restricted') return;
    const version = recordAt(object.value, 'metadata', 'labels')[LABEL];
    const minor = Number(/^v1\.(\d{1,3})$/.exec(String(version))?.[1] ?? Number.NaN);
    const behind = kubernetesVersion.minor - minor;
    if (!(behind > parameters.releases)) return;
    yield {
      path: ['metadata', 'labels', LABEL],
      message: `${level} is enforced as of v1.${minor}, ${behind} releases behind the cluster`,
    };
  },
});

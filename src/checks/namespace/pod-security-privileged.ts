import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { SYSTEM_NAMESPACES } from '../namespaces.ts';
import { labelOf, levelReached } from '../pod-security-labels.ts';

export const podSecurityPrivileged: Check = defineCheck({
  id: 'namespace/pod-security-privileged',
  title: 'Namespace allows privileged pods by its label',
  severity: 'high',
  on: 'object',
  kinds: ['/Namespace'],
  why: "The label privileged switches Pod Security off for the namespace, also where the cluster's default is stricter.",
  remedy: 'Move what needs it to a namespace of its own, and enforce baseline or restricted here.',
  standards: { cis: ['5.2.1'], nsa: ['pod-security-enforcement'], owasp: ['K04', 'K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  fix: ({ path }, { object }, { world, kubernetesVersion }) => {
    const level = levelReached(world, object.name, kubernetesVersion);
    return level === 'privileged'
      ? undefined
      : makeFix([{ kind: 'set', path, value: level }], 'pods of the namespace that are not among the scanned files');
  },
  *evaluate({ object }) {
    if (SYSTEM_NAMESPACES.has(object.name) || labelOf(object, 'enforce') !== 'privileged') return;
    yield { path: ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], message: 'the enforced level is privileged' };
  },
});

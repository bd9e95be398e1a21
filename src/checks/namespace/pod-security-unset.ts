import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { SYSTEM_NAMESPACES } from '../namespaces.ts';
import { labelOf, levelReached } from '../pod-security-labels.ts';

export const podSecurityUnset: Check = defineCheck({
  id: 'namespace/pod-security-unset',
  title: 'Namespace enforces no Pod Security level',
  severity: 'medium',
  on: 'object',
  kinds: ['/Namespace'],
  why: 'Whoever may create pods in the namespace may create privileged ones, and with that owns the nodes.',
  remedy:
    'Label the namespace with pod-security.kubernetes.io/enforce and baseline, better restricted; warn and audit with the next level first.',
  standards: { cis: ['5.2.1'], nsa: ['pod-security-enforcement'], owasp: ['K04', 'K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  fix: ({ path }, { object }, { world, kubernetesVersion }) => {
    const level = levelReached(world, object.name, kubernetesVersion);
    return level === 'privileged'
      ? undefined
      : makeFix([{ kind: 'set', path, value: level }], 'pods of the namespace that are not among the scanned files');
  },
  *evaluate({ object }) {
    if (SYSTEM_NAMESPACES.has(object.name) || labelOf(object, 'enforce') !== undefined) return;
    const softer = (['warn', 'audit'] as const).filter((mode) => labelOf(object, mode) !== undefined);
    const message =
      softer.length > 0
        ? `only ${softer.join(' and ')} ${softer.length === 1 ? 'is' : 'are'} set, and nothing is refused`
        : 'no Pod Security label is set';
    yield { path: ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], message };
  },
});

import { listAt, valueAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';

export const egressRulesIgnored: Check = defineCheck({
  id: 'network-policy/egress-rules-ignored',
  title: 'Policy with rules that have no effect',
  severity: 'medium',
  on: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  why: 'policyTypes does not contain the direction, so the rules restrict nothing, although they read as if they did.',
  remedy: 'Add Egress (or Ingress) to policyTypes.',
  standards: { nsa: ['network-policies'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at makes this mistake.',
  fix: ({ path }) => {
    const type = path.at(-1) === 'egress' ? 'Egress' : 'Ingress';
    return makeFix([{ kind: 'add', path: ['spec', 'policyTypes'], value: type }], 'connections that the rules do not name', {
      risky: true,
    });
  },
  *evaluate({ object }) {
    const types = listAt(object.value, 'spec', 'policyTypes');
    if (types.length === 0) return;
    for (const [field, direction] of [
      ['ingress', 'Ingress'],
      ['egress', 'Egress'],
    ] as const) {
      if (valueAt(object.value, ['spec', field]) !== undefined && !types.includes(direction))
        yield { path: ['spec', field], message: `policyTypes lacks ${direction}, so these rules restrict nothing` };
    }
  },
});

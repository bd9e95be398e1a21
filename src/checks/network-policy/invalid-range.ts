import { listAt, numberAt, stringAt, valueAt } from '../../core/index.ts';
import { isStrictlyInside, parseCidr } from '../../kubernetes/index.ts';
import { type Check, defineCheck, type Violation } from '../define.ts';
import { type PolicyRule, rulesOf } from './rules.ts';

/**
 * Source of truth: ValidateIPBlock and ValidateNetworkPolicyPort,
 * https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/networking/validation/validation.go
 */
export const invalidRange: Check = defineCheck({
  id: 'network-policy/invalid-range',
  title: 'Range of addresses or ports that Kubernetes refuses',
  severity: 'medium',
  on: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  why: 'The API server refuses the whole policy, so the pods it was written for stay open, or keep an older policy that nobody has in mind any more.',
  remedy: 'Write cidr as address and prefix length, let except lie inside it, and give endPort together with a smaller port number.',
  standards: { cis: ['5.3.2'], nsa: ['network-policies'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'The API server refuses such a policy, so it is not published.',
  *evaluate({ object }) {
    for (const rule of rulesOf(object)) {
      yield* badBlocks(rule);
      yield* badPorts(rule);
    }
  },
});

function* badBlocks({ peers }: PolicyRule): Generator<Violation> {
  for (const { path, peer } of peers) {
    const text = stringAt(peer, 'ipBlock', 'cidr');
    if (text === undefined) continue;
    const block = parseCidr(text);
    if (!block) yield { path: [...path, 'ipBlock', 'cidr'], message: `"${text}" is not a range of addresses` };
    for (const [index, except] of listAt(peer, 'ipBlock', 'except').map(String).entries()) {
      const inner = parseCidr(except);
      const where = [...path, 'ipBlock', 'except', index];
      if (!inner) yield { path: where, message: `"${except}" is not a range of addresses` };
      else if (block && !isStrictlyInside(inner, block)) yield { path: where, message: `${except} is not a part of ${text}` };
    }
  }
}

function* badPorts({ path, ports }: PolicyRule): Generator<Violation> {
  for (const [index, port] of ports.entries()) {
    const end = numberAt(port, 'endPort');
    if (end === undefined) continue;
    const start = valueAt(port, ['port']);
    const where = [...path, 'ports', index, 'endPort'];
    if (typeof start !== 'number') yield { path: where, message: `endPort ${end} needs port to be a number` };
    else if (end < start) yield { path: where, message: `endPort ${end} is below port ${start}` };
    else if (end > 65_535) yield { path: where, message: `endPort ${end} is above 65535` };
  }
}

import { isRecord, listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const istioAllowsAll: Check = defineCheck({
  id: 'mesh/istio-allows-all',
  title: 'Istio policy that allows everyone',
  severity: 'high',
  on: 'object',
  kinds: ['security.istio.io/AuthorizationPolicy'],
  why: 'An empty rule matches every request from everyone, with and without an identity.',
  remedy: 'Name principals, namespaces or paths in the rule; a policy without any rules denies everything.',
  standards: { nsa: ['network-policies'], owasp: ['K07'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'The published manifests that were looked at name paths and principals.',
  *evaluate({ object }) {
    if ((stringAt(object.value, 'spec', 'action') ?? 'ALLOW') !== 'ALLOW') return;
    for (const [index, rule] of listAt(object.value, 'spec', 'rules').entries()) {
      if (isRecord(rule) && Object.keys(rule).length === 0)
        yield { path: ['spec', 'rules', index], message: 'an empty rule allows every request' };
    }
  },
});

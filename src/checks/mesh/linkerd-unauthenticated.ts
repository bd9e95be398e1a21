import { booleanAt, recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

const KEY = 'config.linkerd.io/default-inbound-policy';

export const linkerdUnauthenticated: Check = defineCheck({
  id: 'mesh/linkerd-unauthenticated',
  title: 'Linkerd lets clients without an identity in',
  severity: 'medium',
  on: 'object',
  kinds: ['/Namespace', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'policy.linkerd.io/ServerAuthorization'],
  why: 'all-unauthenticated is the default with which Linkerd starts: connections without mutual TLS are accepted from anywhere.',
  remedy: 'Set config.linkerd.io/default-inbound-policy to all-authenticated or deny, and name clients in an AuthorizationPolicy.',
  standards: { nsa: ['encryption', 'network-policies'], owasp: ['K07'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at is for Linkerd.',
  *evaluate({ object }) {
    for (const path of [['metadata'], ['spec', 'template', 'metadata']]) {
      const value = recordAt(object.value, ...path, 'annotations')[KEY];
      if (typeof value === 'string' && value.endsWith('unauthenticated'))
        yield { path: [...path, 'annotations', KEY], message: `the default inbound policy is ${value}` };
    }
    if (booleanAt(object.value, 'spec', 'client', 'unauthenticated') === true)
      yield { path: ['spec', 'client', 'unauthenticated'], message: 'clients without an identity are authorized' };
  },
});

import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const authorizerFailsOpen: Check = defineCheck({
  id: 'authentication/authorizer-fails-open',
  title: 'Authorization webhook that is skipped when it fails',
  severity: 'high',
  on: 'object',
  kinds: ['apiserver.config.k8s.io/AuthorizationConfiguration'],
  why: 'With failurePolicy NoOpinion a webhook that should deny is passed over as soon as it does not answer, and the next authorizer allows.',
  remedy: 'Set failurePolicy of the webhook to Deny, and take AlwaysAllow out.',
  standards: { cis: ['1.2.6'], nsa: ['rbac'], owasp: ['K03', 'K09'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'None of the published configurations that were looked at is of this kind.',
  *evaluate({ object }) {
    for (const [index, authorizer] of listAt(object.value, 'authorizers').entries()) {
      if (stringAt(authorizer, 'type') === 'AlwaysAllow')
        yield { path: ['authorizers', index, 'type'], message: 'the authorizer AlwaysAllow is in the list', severity: 'critical' };
      if (stringAt(authorizer, 'webhook', 'failurePolicy') === 'NoOpinion')
        yield {
          path: ['authorizers', index, 'webhook', 'failurePolicy'],
          message: `authorizer ${stringAt(authorizer, 'name')} is skipped when it fails`,
        };
    }
  },
});

import { removalOf } from '../api-removal.ts';
import { type Check, defineCheck } from '../define.ts';

export const removed: Check = defineCheck({
  id: 'api-version/removed',
  title: 'API version that is no longer served',
  severity: 'high',
  on: 'object',
  kinds: ['*'],
  why: 'The API server refuses the object: after an upgrade what it protected is not there, and the next deployment fails.',
  remedy: 'Change apiVersion to the replacement and adapt the fields that changed with it (kubectl convert helps).',
  standards: { nsa: ['upgrades'], owasp: ['K10'], cks: ['cluster-hardening'] },
  aliases: { 'kube-linter': ['no-extensions-v1beta'], 'kube-score': ['stable-version'] },
  *evaluate({ object }, { kubernetesVersion }) {
    const removal = removalOf(object);
    // PodSecurityPolicy has a check of its own, which says what to use instead.
    if (!removal || object.kind === 'PodSecurityPolicy' || removal.removed > kubernetesVersion.minor) return;
    yield {
      path: ['apiVersion'],
      message: `${object.apiVersion} ${object.kind} is not served since 1.${removal.removed}; use ${removal.replacement}`,
    };
  },
});

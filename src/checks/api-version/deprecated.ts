import { removalOf } from '../api-removal.ts';
import { type Check, defineCheck } from '../define.ts';

export const deprecated: Check = defineCheck({
  id: 'api-version/deprecated',
  title: 'API version that will be removed',
  severity: 'low',
  on: 'object',
  kinds: ['*'],
  why: 'It works until the upgrade to the release that removes it, and nobody remembers then.',
  remedy: 'Change apiVersion to the replacement now.',
  standards: { nsa: ['upgrades'], owasp: ['K10'], cks: ['cluster-hardening'] },
  aliases: { 'kube-score': ['stable-version'] },
  unseen: 'With the newest release everything deprecated is removed; it fires with an older --kubernetes-version.',
  *evaluate({ object }, { kubernetesVersion: { minor } }) {
    const removal = removalOf(object);
    if (!removal || object.kind === 'PodSecurityPolicy' || removal.removed <= minor || removal.deprecated > minor) return;
    yield {
      path: ['apiVersion'],
      message: `${object.apiVersion} ${object.kind} is deprecated since 1.${removal.deprecated} and removed in 1.${removal.removed}; use ${removal.replacement}`,
    };
  },
});

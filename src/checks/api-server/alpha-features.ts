import { type Check, defineCheck } from '../define.ts';
import { listOf } from '../flags.ts';

export const alphaFeatures: Check = defineCheck({
  id: 'api-server/alpha-features',
  title: 'API server runs with all alpha features',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'AllAlpha switches on code that is not finished, not reviewed for security, and gone in the next release.',
  remedy: 'Remove AllAlpha=true from --feature-gates and name the one gate that is needed.',
  standards: { nsa: ['control-plane-hardening'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Nobody sets it in the manifests that were looked at.',
  *evaluate({ component }) {
    const flag = component.flags.get('feature-gates');
    if (flag && listOf(flag).some((gate) => /^AllAlpha=(?:true|1|t)$/i.test(gate)))
      yield { path: flag.path, message: 'the feature gate AllAlpha is on' };
  },
});

import { type Check, defineCheck } from '../define.ts';
import { removeFromFlag } from '../fixes.ts';
import { listOf } from '../flags.ts';

export const podSecurityOff: Check = defineCheck({
  id: 'api-server/pod-security-off',
  title: 'Pod Security admission is switched off',
  severity: 'high',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Labels on namespaces have no effect: privileged pods are let in everywhere.',
  remedy: 'Remove PodSecurity from --disable-admission-plugins.',
  standards: { cis: ['5.2.1'], nsa: ['pod-security-enforcement'], owasp: ['K04'], cks: ['cluster-hardening'] },
  aliases: { 'kube-bench': ['5.2.1'] },
  unseen: 'Nobody switches it off in the manifests that were looked at.',
  fix: removeFromFlag('disable-admission-plugins', 'PodSecurity', 'pods that the labels of their namespace forbid', { risky: true }),
  *evaluate({ component }) {
    const off = component.flags.get('disable-admission-plugins');
    if (off && listOf(off).includes('PodSecurity'))
      yield { path: off.path, message: 'the admission plugin PodSecurity, which is on by default, is switched off' };
  },
});

import { type Check, defineCheck } from '../define.ts';
import { addToFlag } from '../fixes.ts';
import { listOf } from '../flags.ts';

export const denyExternalIps: Check = defineCheck({
  id: 'api-server/deny-external-ips',
  title: 'Services may claim any address',
  severity: 'low',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Whoever may create Services may set externalIPs and receive traffic meant for others (CVE-2020-8554).',
  remedy: 'Add DenyServiceExternalIPs to --enable-admission-plugins.',
  standards: { cis: ['1.2.3'], nsa: ['control-plane-hardening'], owasp: ['K07'], cks: ['cluster-hardening'] },
  aliases: { kubescape: ['C-0115'], 'kube-bench': ['1.2.3'] },
  fix: addToFlag('enable-admission-plugins', 'DenyServiceExternalIPs', 'Services that use externalIPs', { risky: true }),
  *evaluate({ component }) {
    const on = component.flags.get('enable-admission-plugins');
    if (listOf(on).includes('DenyServiceExternalIPs') || (!on && !component.isComplete)) return;
    yield { path: on?.path ?? component.path, message: 'the admission plugin DenyServiceExternalIPs is not switched on' };
  },
});

import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { numberOf } from '../flags.ts';

export const auditLogMaxAge: Check = defineCheck({
  id: 'api-server/audit-log-max-age',
  title: 'Audit log is kept for too few days',
  severity: 'low',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Intrusions are found after weeks; by then the log that shows them is overwritten, by time or by a flood of requests.',
  remedy: 'Set --audit-log-maxage=30 or more, or ship the log elsewhere.',
  standards: { cis: ['1.2.17'], nsa: ['logging'], owasp: ['K05'], mitre: ['T1070'], cks: ['monitoring'] },
  aliases: { trivy: ['KCV0020', 'AVD-KCV-0020'], kubescape: ['C-0131'], checkov: ['CKV_K8S_92'], 'kube-bench': ['1.2.17'] },
  fix: setFlag('audit-log-maxage', '30', 'disks without room for thirty days'),
  *evaluate({ component }) {
    const flag = component.flags.get('audit-log-maxage');
    const value = numberOf(flag);
    // 0 means that nothing is removed for this reason.
    if (flag && value !== undefined && value > 0 && value < 30)
      yield { path: flag.path, message: `--audit-log-maxage is ${value}, below 30` };
  },
});

import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { numberOf } from '../flags.ts';

export const auditLogMaxSize: Check = defineCheck({
  id: 'api-server/audit-log-max-size',
  title: 'Audit log is kept for too few megabytes',
  severity: 'low',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Intrusions are found after weeks; by then the log that shows them is overwritten, by time or by a flood of requests.',
  remedy: 'Set --audit-log-maxsize=100 or more, or ship the log elsewhere.',
  standards: { cis: ['1.2.19'], nsa: ['logging'], owasp: ['K05'], mitre: ['T1070'], cks: ['monitoring'] },
  aliases: { trivy: ['KCV0022', 'AVD-KCV-0022'], kubescape: ['C-0133'], checkov: ['CKV_K8S_94'], 'kube-bench': ['1.2.19'] },
  unseen: 'The example keeps no audit log at all.',
  fix: setFlag('audit-log-maxsize', '100', 'disks without room for files of 100 MB'),
  *evaluate({ component }) {
    const flag = component.flags.get('audit-log-maxsize');
    const value = numberOf(flag);
    // 0 means that nothing is removed for this reason.
    if (flag && value !== undefined && value > 0 && value < 100)
      yield { path: flag.path, message: `--audit-log-maxsize is ${value}, below 100` };
  },
});

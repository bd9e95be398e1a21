import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { numberOf } from '../flags.ts';

export const auditLogMaxBackup: Check = defineCheck({
  id: 'api-server/audit-log-max-backup',
  title: 'Audit log is kept for too few files',
  severity: 'low',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Intrusions are found after weeks; by then the log that shows them is overwritten, by time or by a flood of requests.',
  remedy: 'Set --audit-log-maxbackup=10 or more, or ship the log elsewhere.',
  standards: { cis: ['1.2.18'], nsa: ['logging'], owasp: ['K05'], mitre: ['T1070'], cks: ['monitoring'] },
  aliases: { trivy: ['KCV0021', 'AVD-KCV-0021'], kubescape: ['C-0132'], checkov: ['CKV_K8S_93'], 'kube-bench': ['1.2.18'] },
  fix: setFlag('audit-log-maxbackup', '10', 'disks without room for ten files'),
  *evaluate({ component }) {
    const flag = component.flags.get('audit-log-maxbackup');
    const value = numberOf(flag);
    // 0 means that nothing is removed for this reason.
    if (flag && value !== undefined && value > 0 && value < 10)
      yield { path: flag.path, message: `--audit-log-maxbackup is ${value}, below 10` };
  },
});

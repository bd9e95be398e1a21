import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const auditLog: Check = defineCheck({
  id: 'api-server/audit-log',
  title: 'API server keeps no audit log',
  severity: 'high',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Nobody can tell afterwards who did what: an intruder with a token leaves no trace.',
  remedy: 'Set --audit-log-path (or --audit-webhook-config-file) and --audit-policy-file.',
  standards: { cis: ['1.2.16', '3.2.1'], nsa: ['logging'], owasp: ['K05'], mitre: ['T1562'], cks: ['monitoring'] },
  aliases: { trivy: ['KCV0019', 'AVD-KCV-0019'], kubescape: ['C-0067', 'C-0130'], checkov: ['CKV_K8S_91'], 'kube-bench': ['1.2.16'] },
  evaluate: ({ component }) => missingFlag(component, 'audit-log-path', 'no request is recorded'),
});

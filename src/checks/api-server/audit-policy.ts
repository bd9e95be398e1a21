import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const auditPolicy: Check = defineCheck({
  id: 'api-server/audit-policy',
  title: 'API server has no audit policy',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Without a policy the API server records nothing, whatever else is set.',
  remedy: 'Set --audit-policy-file to a policy that records changes, and Secrets by their metadata alone.',
  standards: { cis: ['3.2.1'], nsa: ['logging'], owasp: ['K05'], mitre: ['T1562'], cks: ['monitoring'] },
  aliases: { kubescape: ['C-0160'], 'kube-bench': ['3.2.1'] },
  evaluate: ({ component }) => missingFlag(component, 'audit-policy-file', 'nothing is recorded without a policy'),
});

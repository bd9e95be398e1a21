import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const tokenCreate: Check = defineRight({
  id: 'rbac/token-create',
  title: 'Somebody may issue tokens of service accounts',
  severity: 'high',
  inNamespace: 'medium',
  why: 'A token of another service account has its rights and outlives the session of whoever asked for it; in the whole cluster that includes the controllers of kube-system.',
  remedy: 'Limit create on serviceaccounts/token to the accounts that are meant with resourceNames, in a Role of their namespace.',
  standards: {
    cis: ['5.1.13'],
    nsa: ['rbac', 'service-account-tokens'],
    owasp: ['K03'],
    mitre: ['T1528'],
    microsoft: ['MS-TA9016'],
    cks: ['cluster-hardening'],
  },
  aliases: { kubescape: ['C-0282', 'C-0053'], 'kube-bench': ['5.1.13'] },
  rights: [{ apiGroup: '', resources: ['serviceaccounts/token'], verbs: ['create'] }],
  breaks: 'programs that ask for tokens of other accounts',
});

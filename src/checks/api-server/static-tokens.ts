import { type Check, defineCheck } from '../define.ts';

export const staticTokens: Check = defineCheck({
  id: 'api-server/static-tokens',
  title: 'Users log in by a file of tokens or passwords',
  severity: 'high',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'The credentials stand in clear on the control plane, never expire, and cannot be taken back without a restart.',
  remedy: 'Remove --token-auth-file (and --basic-auth-file); use OIDC, certificates or service account tokens.',
  standards: { cis: ['1.2.2'], nsa: ['authentication'], owasp: ['K06'], mitre: ['T1078', 'T1552.001'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0002', 'AVD-KCV-0002'], kubescape: ['C-0114'], checkov: ['CKV_K8S_70', 'CKV_K8S_69'], 'kube-bench': ['1.2.2'] },
  *evaluate({ component }) {
    for (const name of ['token-auth-file', 'basic-auth-file']) {
      const flag = component.flags.get(name);
      if (flag) yield { path: flag.path, message: `credentials are read from ${flag.value}` };
    }
  },
});

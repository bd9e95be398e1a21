import { booleanAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const anonymousAuth: Check = defineCheck({
  id: 'kubelet/anonymous-auth',
  title: 'Kubelet takes requests without credentials',
  severity: 'high',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'Strangers who reach port 10250 are the user system:anonymous; with authorization AlwaysAllow they run commands in every pod of the node.',
  remedy: 'Set authentication.anonymous.enabled to false.',
  standards: {
    cis: ['4.2.1'],
    nsa: ['authentication'],
    owasp: ['K06'],
    mitre: ['T1609'],
    microsoft: ['MS-TA9030'],
    cks: ['cluster-hardening'],
  },
  aliases: { trivy: ['KCV0077', 'AVD-KCV-0077'], kubescape: ['C-0069', 'C-0172'], checkov: ['CKV_K8S_138'], 'kube-bench': ['4.2.1'] },
  fix: setField(false, 'clients of the kubelet without credentials', { risky: true }),
  *evaluate({ object }) {
    // In the file the default is false; only the bare flag defaults to true.
    const path = ['authentication', 'anonymous', 'enabled'];
    if (booleanAt(object.value, ...path) === true) yield { path, message: 'authentication.anonymous.enabled is true' };
  },
});

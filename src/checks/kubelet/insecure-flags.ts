import { type Check, defineCheck } from '../define.ts';
import { isFalse } from '../flags.ts';

export const insecureFlags: Check = defineCheck({
  id: 'kubelet/insecure-flags',
  title: 'Kubelet is started with flags that open it',
  severity: 'high',
  on: 'component',
  components: ['kubelet'],
  why: 'Flags beat the configuration file: what looks closed there is open by a word on the command line.',
  remedy: 'Remove the flags and set the same in the KubeletConfiguration, closed.',
  standards: {
    cis: ['4.2.1', '4.2.2', '4.2.4'],
    nsa: ['authentication'],
    owasp: ['K06'],
    microsoft: ['MS-TA9030'],
    cks: ['cluster-hardening'],
  },
  aliases: { checkov: ['CKV_K8S_138', 'CKV_K8S_139', 'CKV_K8S_141'] },
  unseen: 'Kubelets are started by the system and not from manifests; kubeadm configurations that were looked at add no such flag.',
  *evaluate({ component: { flags } }) {
    const anonymous = flags.get('anonymous-auth');
    if (anonymous && !isFalse(anonymous)) yield { path: anonymous.path, message: `--anonymous-auth is ${anonymous.value}` };
    const mode = flags.get('authorization-mode');
    if (mode?.value === 'AlwaysAllow') yield { path: mode.path, message: '--authorization-mode is AlwaysAllow' };
    const port = flags.get('read-only-port');
    if (port && port.value !== '0') yield { path: port.path, message: `--read-only-port is ${port.value}` };
  },
});

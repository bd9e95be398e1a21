import { type Check, defineCheck } from '../define.ts';

export const insecurePort: Check = defineCheck({
  id: 'api-server/insecure-port',
  title: 'API server has a port without any check',
  severity: 'critical',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Requests to the insecure port skip authentication, authorization and admission: whoever reaches it is administrator. Kubernetes removed it in 1.24.',
  remedy:
    'Remove --insecure-port and --insecure-bind-address, or set the port to 0 on releases that still have it; never set --secure-port=0.',
  standards: {
    cis: ['1.2.24'],
    nsa: ['control-plane-hardening', 'authentication'],
    owasp: ['K06', 'K09'],
    mitre: ['T1133', 'T1190'],
    microsoft: ['MS-TA9029'],
    cks: ['cluster-hardening'],
  },
  aliases: { checkov: ['CKV_K8S_88', 'CKV_K8S_86'], kubescape: ['C-0005'] },
  unseen: 'Current releases refuse to start with the flag.',
  *evaluate({ component }) {
    const port = component.flags.get('insecure-port');
    if (port && port.value !== '0') yield { path: port.path, message: `--insecure-port is ${port.value}` };
    const address = component.flags.get('insecure-bind-address');
    if (address) yield { path: address.path, message: `--insecure-bind-address is ${address.value}` };
    const secure = component.flags.get('secure-port');
    if (secure?.value === '0') yield { path: secure.path, message: '--secure-port is 0, which turns TLS off' };
  },
});

import { booleanAt } from '../../core/index.ts';
import { findComponents } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const tokenAutomount: Check = defineCheck({
  id: 'workload/token-automount',
  title: 'Pod is given a token for the API',
  severity: 'medium',
  on: 'pod',
  why: 'Every process in the pod can read the token and use what its service account may do. Most programs never call the API.',
  remedy:
    'Set automountServiceAccountToken to false in the pod spec, or on the ServiceAccount. If the program does call the API, give it a service account of its own and accept this finding with the reason.',
  standards: {
    cis: ['5.1.6'],
    nsa: ['service-account-tokens'],
    owasp: ['K01', 'K06'],
    mitre: ['T1528', 'T1552.007'],
    microsoft: ['MS-TA9016'],
    cks: ['cluster-hardening'],
  },
  aliases: {
    trivy: ['KSV036', 'AVD-KSV-0036'],
    kubescape: ['C-0034'],
    checkov: ['CKV_K8S_38'],
    polaris: ['automountServiceAccountToken'],
    kubesec: ['AutomountServiceAccountToken'],
  },
  scope: 'world',
  fix: setField(false, 'a program that calls the Kubernetes API', { risky: true }),
  *evaluate({ object, pod }, { world }) {
    const { automountServiceAccountToken: ofPod, serviceAccountName, serviceAccount } = pod.spec;
    // Static pods of the control plane have no service account.
    if (ofPod === false || findComponents(object).length > 0) return;
    const path = [...pod.path, 'automountServiceAccountToken'];
    const name = serviceAccountName || serviceAccount || 'default';
    if (ofPod === true) {
      yield {
        path,
        message: `the token of service account ${name} is mounted: the pod asks for it`,
        evidence: [{ kind: 'level', field: 'automountServiceAccountToken', level: 'pod' }],
      };
      return;
    }
    const account = world.find('', 'ServiceAccount', object.namespace, name);
    const ofAccount = account && booleanAt(account.value, 'automountServiceAccountToken');
    if (ofAccount === false) return;
    const reason = ofAccount === true ? 'the service account asks for it' : 'neither the pod nor the service account declines it';
    yield {
      path,
      message: `the token of service account ${name} is mounted: ${reason}`,
      evidence: [{ kind: 'level', field: 'automountServiceAccountToken', level: account ? 'service-account' : 'default' }],
    };
  },
});

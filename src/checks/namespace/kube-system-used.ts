import { recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

/** Workloads that clusters bring along, by the names under which distributions install them. */
const KNOWN =
  /^(?:coredns|etcd|kube-dns|metrics-server|kube-proxy|konnectivity|cluster-autoscaler|dns-autoscaler|kube-state-metrics|calico|cilium|hubble|tigera|aws-|ebs-|efs-|azure|csi-|snapshot-controller|cloud-controller|gke-|l7-default|event-exporter|traefik|local-path|helm-install|svclb|node-|kube-|vpa-|ingress-nginx|nvidia|keda|secrets-store)/;

export const kubeSystemUsed: Check = defineCheck({
  id: 'namespace/kube-system-used',
  title: 'Application in the namespace of the system',
  severity: 'medium',
  on: 'object',
  kinds: ['/Pod', 'apps/Deployment', 'apps/StatefulSet', 'batch/Job', 'batch/CronJob'],
  why: 'What runs in kube-system is left alone by most policies and looks as if it belonged to the cluster; its tokens and secrets lie beside those of system components.',
  remedy: 'Give the application a namespace of its own.',
  standards: {
    cis: ['5.6.1'],
    nsa: ['namespaces'],
    owasp: ['K01'],
    mitre: ['T1036.005'],
    microsoft: ['MS-TA9023'],
    cks: ['cluster-setup'],
  },
  aliases: { trivy: ['KSV037', 'AVD-KSV-0037'] },
  *evaluate({ object }) {
    const labels = recordAt(object.value, 'metadata', 'labels');
    if (
      object.namespace !== 'kube-system' ||
      KNOWN.test(object.name) ||
      Object.hasOwn(labels, 'kubernetes.io/cluster-service') ||
      labels['tier'] === 'control-plane'
    )
      return;
    yield { path: ['metadata', 'namespace'], message: 'the namespace is kube-system' };
  },
});

import { type Check, defineCheck } from '../define.ts';

export const secretInEnv: Check = defineCheck({
  id: 'workload/secret-in-env',
  title: 'Secret reaches the container through its environment',
  severity: 'low',
  on: 'container',
  why: 'Environment variables are seen by every child process, end up in crash reports and debug pages, and are not renewed when the Secret is.',
  remedy: 'Mount the Secret as a volume and let the program read the file.',
  standards: {
    cis: ['5.4.1'],
    nsa: ['secrets'],
    owasp: ['K08'],
    mitre: ['T1552.007'],
    microsoft: ['MS-TA9025'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { checkov: ['CKV_K8S_35'], kubescape: ['C-0207'], 'kube-linter': ['read-secret-from-env-var'] },
  *evaluate({ container }) {
    for (const [index, { name, valueFrom }] of (container.spec.env ?? []).entries()) {
      const reference = valueFrom?.secretKeyRef;
      if (reference)
        yield {
          path: [...container.path, 'env', index],
          message: `variable ${name} of container ${container.name} holds a key of Secret ${reference.name}`,
        };
    }
    for (const [index, { secretRef }] of (container.spec.envFrom ?? []).entries()) {
      if (secretRef)
        yield {
          path: [...container.path, 'envFrom', index],
          message: `all keys of Secret ${secretRef.name} are variables of container ${container.name}`,
        };
    }
  },
});

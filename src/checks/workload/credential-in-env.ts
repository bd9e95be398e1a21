import { detectCredentials } from '../credentials/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const credentialInEnv: Check = defineCheck({
  id: 'workload/credential-in-env',
  title: 'Credential written into the environment of a container',
  severity: 'high',
  on: 'container',
  why: 'The credential is in the repository, in every copy of it, in etcd in clear, and in the output of kubectl describe.',
  remedy:
    'Move the value into a Secret that is not kept in clear in the repository, mount it, and change the credential, since it has been seen.',
  standards: {
    cis: ['5.4.1'],
    nsa: ['secrets'],
    owasp: ['K08'],
    mitre: ['T1552.001'],
    microsoft: ['MS-TA9027'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { kubescape: ['C-0012'], 'kube-linter': ['env-var-secret'], polaris: ['sensitiveContainerEnvVar'] },
  *evaluate({ container }) {
    for (const [index, { name = '', value = '' }] of (container.spec.env ?? []).entries()) {
      const [found] = detectCredentials(value, name);
      if (!found) continue;
      yield {
        path: [...container.path, 'env', index, 'value'],
        message: `variable ${name} of container ${container.name} holds ${found.label} (${found.masked})`,
      };
    }
  },
});

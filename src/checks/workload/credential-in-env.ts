import { type Check, defineCheck } from '../define.ts';
import { detectNamed, detectToken } from '../secret-text/detect.ts';

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
    for (const [index, { name = '', value }] of (container.spec.env ?? []).entries()) {
      if (value === undefined || value === '') continue;
      const found = detectToken(value) ?? detectNamed(name, value);
      if (found)
        yield {
          path: [...container.path, 'env', index, 'value'],
          message: `variable ${name} of container ${container.name} holds a credential (${found.kind}): ${found.masked}`,
        };
    }
  },
});

import { type Check, defineCheck } from '../define.ts';

export const sshPort: Check = defineCheck({
  id: 'workload/ssh-port',
  title: 'Container offers a login by SSH',
  severity: 'medium',
  on: 'container',
  why: 'An SSH server in a container is a second way in, past the API server, its access control and its audit log.',
  remedy: 'Remove the server and use kubectl exec, which is authorized and recorded.',
  standards: {
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1133'],
    microsoft: ['MS-TA9010'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { kubescape: ['C-0042'], 'kube-linter': ['ssh-port'] },
  *evaluate({ container }) {
    for (const [index, { containerPort, protocol = 'TCP' }] of (container.spec.ports ?? []).entries()) {
      if (containerPort === 22 && protocol === 'TCP')
        yield { path: [...container.path, 'ports', index, 'containerPort'], message: `container ${container.name} listens on port 22` };
    }
  },
});

import { type Check, defineCheck } from '../define.ts';

export const identicalProbes: Check = defineCheck({
  id: 'workload/identical-probes',
  title: 'Liveness and readiness ask the same question',
  severity: 'info',
  on: 'container',
  why: 'A pod that is overloaded should leave the Service and recover. With equal probes it is killed at the same moment, and the load falls on the others.',
  remedy: 'Let the liveness probe tolerate more failures, or ask something cheaper.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: { 'kube-score': ['pod-probes-identical'] },
  *evaluate({ container }) {
    const { livenessProbe, readinessProbe } = container.spec;
    if (livenessProbe && readinessProbe && JSON.stringify(livenessProbe) === JSON.stringify(readinessProbe)) {
      yield { path: [...container.path, 'livenessProbe'], message: `both probes of container ${container.name} are the same` };
    }
  },
});

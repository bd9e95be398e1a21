import { compareText, isRecord } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';

export const identicalProbes: Check = defineCheck({
  id: 'workload/identical-probes',
  title: 'Liveness and readiness ask the same question',
  severity: 'info',
  on: 'container',
  why: 'A pod that is overloaded should leave the Service and recover. With equal probes it is killed at the same moment, and the load falls on the others.',
  remedy: 'Let the liveness probe tolerate more failures, or ask something cheaper.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: { 'kube-score': ['pod-probes-identical'] },
  fix: ({ path }, { container }) => {
    const { failureThreshold } = container.spec.readinessProbe as { readonly failureThreshold?: number };
    return makeFix(
      [{ kind: 'set', path: [...path, 'failureThreshold'], value: 3 * (failureThreshold ?? 3) }],
      'the speed with which a hanging container is restarted',
    );
  },
  *evaluate({ container }) {
    const { livenessProbe, readinessProbe } = container.spec;
    if (livenessProbe && readinessProbe && inOneForm(livenessProbe) === inOneForm(readinessProbe)) {
      yield { path: [...container.path, 'livenessProbe'], message: `both probes of container ${container.name} are the same` };
    }
  },
});

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe */
const DEFAULTS = { initialDelaySeconds: 0, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };

/** Equal probes have equal forms, in whatever order and with whatever defaults they are written. */
function inOneForm(probe: object): string {
  return JSON.stringify({ ...DEFAULTS, ...probe }, (_, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => compareText(a, b))) : value,
  );
}

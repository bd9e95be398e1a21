import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const sharedProcesses: Check = defineCheck({
  id: 'workload/shared-processes',
  title: 'Containers of the pod share their processes',
  severity: 'low',
  on: 'pod',
  why: "Each container sees the others' processes, environment and, through /proc, their file systems: a flaw in the smallest one is a flaw in all.",
  remedy: 'Remove shareProcessNamespace; debug with ephemeral containers instead.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  fix: setField(false, 'a sidecar that signals or inspects the main process', { risky: true }),
  *evaluate({ pod }) {
    if (pod.spec.shareProcessNamespace === true)
      yield { path: [...pod.path, 'shareProcessNamespace'], message: 'shareProcessNamespace is true' };
  },
});

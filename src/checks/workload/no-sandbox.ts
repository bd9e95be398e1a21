import { type Check, defineCheck } from '../define.ts';

export const noSandbox: Check = defineCheck({
  id: 'workload/no-sandbox',
  title: 'Pod runs directly on the kernel of its node',
  severity: 'info',
  on: 'pod',
  why: 'With the default runtime all pods share one kernel, and a flaw in it is a way out of each of them. A sandbox (gVisor, Kata Containers) puts another kernel in between.',
  remedy: "Set runtimeClassName to a sandboxed RuntimeClass for pods that run other people's code or face the internet.",
  standards: { nsa: ['hardened-containers'], owasp: ['K01'], mitre: ['T1611'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  *evaluate({ pod }) {
    if (pod.spec.runtimeClassName === undefined && pod.spec.os?.name !== 'windows') {
      yield { path: [...pod.path, 'runtimeClassName'], message: 'runtimeClassName is not set' };
    }
  },
});

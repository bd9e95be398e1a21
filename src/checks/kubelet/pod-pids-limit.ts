import { numberAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const podPidsLimit: Check = defineCheck({
  id: 'kubelet/pod-pids-limit',
  title: 'Pods may start any number of processes',
  severity: 'low',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'One pod that forks without end takes the process numbers of the whole node.',
  remedy: 'Set podPidsLimit to a number such as 4096.',
  standards: {
    cis: ['4.2.13'],
    nsa: ['resource-policies'],
    owasp: ['K09'],
    mitre: ['T1499'],
    microsoft: ['MS-TA9040'],
    cks: ['system-hardening'],
  },
  aliases: { 'kube-bench': ['4.2.13'] },
  fix: setField(4096, 'pods with more than 4096 processes and threads'),
  *evaluate({ object }) {
    const limit = numberAt(object.value, 'podPidsLimit') ?? -1;
    if (limit <= 0)
      yield {
        path: ['podPidsLimit'],
        message: `podPidsLimit is ${numberAt(object.value, 'podPidsLimit') === undefined ? 'not set, which means no limit' : limit}`,
      };
  },
});

import { booleanAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const seccompDefault: Check = defineCheck({
  id: 'kubelet/seccomp-default',
  title: 'Kubelet starts containers without seccomp',
  severity: 'low',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'Pods that name no profile run with every system call open; the kubelet could give them the default one.',
  remedy: 'Set seccompDefault to true in the KubeletConfiguration.',
  standards: { cis: ['4.2.14'], nsa: ['hardened-containers'], owasp: ['K01', 'K09'], cks: ['system-hardening'] },
  aliases: { 'kube-bench': ['4.2.14'] },
  fix: setField(true, 'programs that make system calls which the profile of the runtime refuses', { risky: true }),
  *evaluate({ object }) {
    const value = booleanAt(object.value, 'seccompDefault');
    if (value !== true)
      yield { path: ['seccompDefault'], message: `seccompDefault is ${value === false ? 'false' : 'not set, which means false'}` };
  },
});

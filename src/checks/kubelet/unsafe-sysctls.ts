import { listAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

export const unsafeSysctls: Check = defineCheck({
  id: 'kubelet/unsafe-sysctls',
  title: 'Kubelet allows kernel settings that are not safe',
  severity: 'medium',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'Pods may change settings of the kernel that are not their own, for every pod of the node.',
  remedy: 'Remove allowedUnsafeSysctls, or keep it to a pool of nodes with a taint.',
  standards: { nsa: ['hardened-containers'], owasp: ['K01', 'K09'], cks: ['system-hardening'] },
  aliases: {},
  fix: removeItem('pods that set this', { risky: true }),
  *evaluate({ object }) {
    for (const [index, name] of listAt(object.value, 'allowedUnsafeSysctls').entries())
      yield { path: ['allowedUnsafeSysctls', index], message: `pods may set ${String(name)}` };
  },
});

import type { AttackStep } from '../../define-step.ts';
import { appArmorPremises, defineCapabilityStep, seccompPremises } from '../capabilities.ts';

export const adminCapability: AttackStep = defineCapabilityStep({
  id: 'node/admin-capability',
  capability: 'SYS_ADMIN',
  title: 'Mount kernel settings and run a program on the node',
  condition:
    'The container adds SYS_ADMIN, its user is root, and no AppArmor profile denies mounts: a fresh mount of /proc names the program that the kernel runs as root when another crashes, and a control group of the first version its release agent. Where AppArmor denies mounts, programs that trace the kernel (bpf) are left.',
  reference: 'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  effort: 2,
  does: 'mounts settings of the kernel and has it run a program on the node',
  to: 'node',
  premises: (unit, container) => {
    const appArmor = appArmorPremises(
      unit,
      container,
      'mounts',
      'the kernel lets a tracing program (bpf) write into processes of the node, since AppArmor denies mounts',
    );
    return appArmor && [...appArmor, ...seccompPremises(unit, container, 'mount and bpf')];
  },
});

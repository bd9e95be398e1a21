import type { AttackStep } from '../../define-step.ts';
import { appArmorPremises, defineCapabilityStep } from '../capabilities.ts';

export const adminCapability: AttackStep = defineCapabilityStep({
  id: 'node/admin-capability',
  capability: 'SYS_ADMIN',
  title: 'Mount a control group and run a program on the node',
  condition:
    'The container adds SYS_ADMIN, its user is root, and no AppArmor profile denies mounts: a release agent of a control group, or a device, then leads to the node.',
  reference: 'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  effort: 2,
  does: 'mounts a control group and has the kernel run a program on the node',
  to: 'node',
  premises: appArmorPremises,
});

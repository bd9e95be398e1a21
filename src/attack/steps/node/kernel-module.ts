import { type AttackStep, usual } from '../../define-step.ts';
import { defineCapabilityStep, seccompPremises } from '../capabilities.ts';

export const kernelModule: AttackStep = defineCapabilityStep({
  id: 'node/kernel-module',
  capability: 'SYS_MODULE',
  title: 'Load a module into the kernel of the node',
  condition: 'The container adds SYS_MODULE and its user is root. The kernel is that of the node, so what a module does is done there.',
  reference: 'https://man7.org/linux/man-pages/man2/init_module.2.html',
  effort: 2,
  does: 'loads a module into the kernel of the node',
  to: 'node',
  premises: (unit, container) => [
    usual('the kernel takes modules that nobody has signed, as without secure boot'),
    ...seccompPremises(unit, container, 'init_module'),
  ],
});

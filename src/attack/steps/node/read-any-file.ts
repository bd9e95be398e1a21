import type { AttackStep } from '../../define-step.ts';
import { defineCapabilityStep, seccompPremises } from '../capabilities.ts';

export const readAnyFile: AttackStep = defineCapabilityStep({
  id: 'node/read-any-file',
  capability: 'DAC_READ_SEARCH',
  title: 'Open files of the node by their handles',
  condition:
    'The container adds DAC_READ_SEARCH and its user is root: a file handle is opened whatever stands in between, as soon as something of the same file system is mounted, such as /etc/hosts. The seccomp profile of container runtimes lets it through for this capability.',
  reference: 'https://man7.org/linux/man-pages/man2/open_by_handle_at.2.html',
  effort: 3,
  does: 'opens files of the node by their handles',
  to: 'files',
  premises: (unit, container) => seccompPremises(unit, container, 'open_by_handle_at'),
});

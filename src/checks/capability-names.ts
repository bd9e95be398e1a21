import { type ContainerView, capabilityName } from '../kubernetes/index.ts';
import type { Violation } from './define.ts';

/** Where a container adds one of these capabilities. */
export function addedCapabilities(container: ContainerView, names: readonly string[]): Violation[] {
  return (container.spec.securityContext?.capabilities?.add ?? []).flatMap((text, index) =>
    names.includes(capabilityName(text))
      ? [
          {
            path: [...container.path, 'securityContext', 'capabilities', 'add', index],
            message: `container ${container.name} adds the capability ${capabilityName(text)}`,
          },
        ]
      : [],
  );
}

/** Whether a container drops a capability, by name or with all others. */
export function drops(container: ContainerView, name: string): boolean {
  return (container.spec.securityContext?.capabilities?.drop ?? []).some((text) => ['ALL', name].includes(capabilityName(text)));
}

/** Capabilities that have a check of their own. */
export const NAMED_CAPABILITIES: readonly string[] = [
  'ALL',
  'SYS_ADMIN',
  'SYS_MODULE',
  'SYS_PTRACE',
  'SYS_RAWIO',
  'NET_ADMIN',
  'NET_RAW',
  'DAC_READ_SEARCH',
  'BPF',
  'PERFMON',
  'SYS_BOOT',
  'SYSLOG',
  'SYS_TIME',
];

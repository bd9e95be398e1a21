// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_sysctls.go
import type { PodView } from '../../kubernetes/index.ts';
import { type Objection, type PodSecurityCheck, podFieldOf, since } from './check.ts';

const SAFE_1_0 = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
];
const SAFE_1_27 = [...SAFE_1_0, 'net.ipv4.ip_local_reserved_ports'];
const SAFE_1_29 = [
  ...SAFE_1_27,
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
];
const SAFE_1_32 = [...SAFE_1_29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'];
const SAFE_1_37 = [...SAFE_1_32, 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'];

/** Only kernel settings that stay within the pod are changed. */
export const SYSCTLS: PodSecurityCheck = {
  id: 'sysctls',
  title: 'Sysctls',
  level: 'baseline',
  versions: [
    { since: since(0), judge: (pod) => judge(pod, SAFE_1_0) },
    { since: since(27), judge: (pod) => judge(pod, SAFE_1_27) },
    { since: since(29), judge: (pod) => judge(pod, SAFE_1_29) },
    { since: since(32), judge: (pod) => judge(pod, SAFE_1_32) },
    { since: since(37), judge: (pod) => judge(pod, SAFE_1_37) },
  ],
};

function judge(pod: PodView, safe: readonly string[]): Objection {
  const fields = (pod.spec.securityContext?.sysctls ?? []).flatMap(({ name = '' }, index) =>
    safe.includes(name) ? [] : [{ path: podFieldOf(pod, 'sysctls', index, 'name'), value: name }],
  );
  return fields.length === 0 ? undefined : { reason: 'forbidden sysctls', detail: fields.map(({ value }) => value).join(', '), fields };
}

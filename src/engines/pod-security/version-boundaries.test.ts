import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Container, type PodSpec, viewPod } from '../../kubernetes/index.ts';
import { evaluatePodSecurity, POD_SECURITY_CHECKS } from './index.ts';

/** A pod that meets the restricted level of every release. */
function pod(
  spec: Partial<PodSpec> = {},
  container: Container['securityContext'] = {},
  annotations: Record<string, string> = {},
): ReturnType<typeof viewPod> {
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, ...container };
  return viewPod(
    { name: 'p', annotations },
    {
      containers: [{ name: 'c', image: 'i', securityContext }],
      ...spec,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, ...spec.securityContext },
    },
  );
}

const bare = (spec: Partial<PodSpec>): ReturnType<typeof viewPod> =>
  viewPod({ name: 'p' }, { containers: [{ name: 'c', image: 'i' }], ...spec });
const windows = bare({ os: { name: 'windows' }, securityContext: { runAsNonRoot: true } });
const sysctl = (name: string): ReturnType<typeof viewPod> => pod({ securityContext: { sysctls: [{ name, value: '1' }] } });

/** `check` is violated in release `minor` exactly when `after` says so, and the other way round in the release before. */
const BOUNDARIES: readonly { check: string; minor: number; pod: ReturnType<typeof viewPod>; after: 'violated' | 'met' }[] = [
  { check: 'allowPrivilegeEscalation', minor: 8, pod: pod({}, { allowPrivilegeEscalation: true }), after: 'violated' },
  { check: 'allowPrivilegeEscalation', minor: 25, pod: windows, after: 'met' },
  { check: 'capabilities_restricted', minor: 22, pod: pod({}, { capabilities: {} }), after: 'violated' },
  { check: 'capabilities_restricted', minor: 25, pod: windows, after: 'met' },
  { check: 'hostProbesAndHostLifecycle', minor: 34, pod: pod({ containers: [probing('livenessProbe')] }), after: 'violated' },
  { check: 'procMount', minor: 35, pod: pod({ hostUsers: false }, { procMount: 'Unmasked' }), after: 'met' },
  { check: 'procMount_restricted', minor: 35, pod: pod({ hostUsers: false }, { procMount: 'Unmasked' }), after: 'violated' },
  { check: 'runAsNonRoot', minor: 35, pod: pod({ hostUsers: false, securityContext: { runAsNonRoot: false } }), after: 'met' },
  { check: 'runAsUser', minor: 23, pod: pod({ securityContext: { runAsUser: 0 } }), after: 'violated' },
  { check: 'runAsUser', minor: 35, pod: pod({ hostUsers: false, securityContext: { runAsUser: 0 } }), after: 'met' },
  { check: 'seLinuxOptions', minor: 31, pod: pod({ securityContext: { seLinuxOptions: { type: 'container_engine_t' } } }), after: 'met' },
  {
    check: 'seccompProfile_baseline',
    minor: 19,
    pod: pod({}, {}, { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' }),
    after: 'met',
  },
  { check: 'seccompProfile_restricted', minor: 19, pod: bare({}), after: 'violated' },
  { check: 'seccompProfile_restricted', minor: 25, pod: windows, after: 'met' },
  { check: 'sysctls', minor: 27, pod: sysctl('net.ipv4.ip_local_reserved_ports'), after: 'met' },
  { check: 'sysctls', minor: 29, pod: sysctl('net.ipv4.tcp_keepalive_time'), after: 'met' },
  { check: 'sysctls', minor: 32, pod: sysctl('net.ipv4.tcp_rmem'), after: 'met' },
  { check: 'sysctls', minor: 37, pod: sysctl('net.ipv4.tcp_notsent_lowat'), after: 'met' },
];

function probing(probe: 'livenessProbe'): Container {
  return { name: 'c', image: 'i', [probe]: { httpGet: { host: 'metadata.internal', port: 80 } } };
}

/** All ids violated at any level, so that a control that overrides another is seen as well. */
function violated(view: ReturnType<typeof viewPod>, minor: number): Set<string> {
  return new Set(
    (['baseline', 'restricted'] as const).flatMap((level) =>
      evaluatePodSecurity(view, level, { major: 1, minor }).map(({ check }) => check),
    ),
  );
}

describe('the releases of the Pod Security Standards', () => {
  for (const { check, minor, pod: view, after } of BOUNDARIES) {
    it(`change ${check} with 1.${minor}: ${after} from then on`, () => {
      assert.equal(violated(view, minor).has(check), after === 'violated');
      assert.equal(violated(view, minor - 1).has(check), after !== 'violated');
    });
  }

  it('have a case on both sides of every boundary', () => {
    const boundaries = POD_SECURITY_CHECKS.flatMap(({ id, versions }) =>
      versions.filter(({ since }) => since.minor > 0).map(({ since }) => `${id} ${since.minor}`),
    );
    assert.deepEqual(BOUNDARIES.map(({ check, minor }) => `${check} ${minor}`).sort(), boundaries.sort());
  });

  it('have unique controls with rising releases, and only restricted ones override', () => {
    const ids = POD_SECURITY_CHECKS.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, level, versions } of POD_SECURITY_CHECKS) {
      const minors = versions.map(({ since }) => since.minor);
      assert.deepEqual(
        minors,
        minors.toSorted((a, b) => a - b),
        id,
      );
      for (const { overrides = [] } of versions) {
        if (overrides.length > 0) assert.equal(level, 'restricted', id);
        for (const overridden of overrides) assert.equal(POD_SECURITY_CHECKS.find((check) => check.id === overridden)?.level, 'baseline');
      }
    }
  });

  it('let the model pod in at the restricted level, in every release', () => {
    for (let minor = 0; minor <= 40; minor++) assert.deepEqual(evaluatePodSecurity(pod(), 'restricted', { major: 1, minor }), []);
  });
});

import { compareVersions, type KubernetesVersion, type PodView } from '../../kubernetes/index.ts';
import type { CheckVersion, OffendingField, PodSecurityCheck, PodSecurityLevel } from './check.ts';
import { POD_SECURITY_CHECKS } from './registry.ts';

/** A control that a pod breaks, with the fields that break it; reason and detail read as the admission plugin writes them. */
export interface PodSecurityViolation {
  readonly check: string;
  readonly title: string;
  readonly level: 'baseline' | 'restricted';
  readonly reason: string;
  readonly detail: string;
  readonly fields: readonly OffendingField[];
}

interface ActiveCheck {
  readonly check: PodSecurityCheck;
  readonly version: CheckVersion;
}

const plans = new Map<string, readonly ActiveCheck[]>();

/** The controls in force at a level of a release. Releases newer than the newest known are judged by that one. */
function activeChecks(level: PodSecurityLevel, version: KubernetesVersion): readonly ActiveCheck[] {
  const key = `${level} ${version.major}.${version.minor}`;
  const known = plans.get(key);
  if (known) return known;
  const active = POD_SECURITY_CHECKS.filter(
    (check) => level === 'restricted' || (level === 'baseline' && check.level === 'baseline'),
  ).flatMap((check) => {
    const current = check.versions.findLast(({ since }) => compareVersions(since, version) <= 0);
    return current ? [{ check, version: current }] : [];
  });
  const overridden = new Set(active.flatMap((one) => one.version.overrides ?? []));
  const plan = active.filter(({ check }) => !overridden.has(check.id));
  plans.set(key, plan);
  return plan;
}

/** What the admission plugin of that release would object to at that level; empty when it would let the pod in. */
export function evaluatePodSecurity(pod: PodView, level: PodSecurityLevel, version: KubernetesVersion): readonly PodSecurityViolation[] {
  return activeChecks(level, version).flatMap(({ check, version: { judge } }) => {
    const objection = judge(pod);
    return objection ? [{ check: check.id, title: check.title, level: check.level, ...objection }] : [];
  });
}

export interface ReachedLevel {
  readonly level: PodSecurityLevel;
  /** What separates the pod from the next level; empty at the restricted one. */
  readonly missing: readonly PodSecurityViolation[];
}

/** The highest level whose every control the pod meets. */
export function reachedLevel(pod: PodView, version: KubernetesVersion): ReachedLevel {
  const baseline = evaluatePodSecurity(pod, 'baseline', version);
  if (baseline.length > 0) return { level: 'privileged', missing: baseline };
  const restricted = evaluatePodSecurity(pod, 'restricted', version);
  return restricted.length > 0 ? { level: 'baseline', missing: restricted } : { level: 'restricted', missing: [] };
}

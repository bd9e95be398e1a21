export { type OffendingField, POD_SECURITY_LEVELS, type PodSecurityCheck, type PodSecurityLevel } from './check.ts';
export { evaluatePodSecurity, type PodSecurityViolation, type ReachedLevel, reachedLevel } from './evaluate.ts';
export { POD_SECURITY_CHECKS } from './registry.ts';

/** Profiles of the Pod Security Standards: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const POD_SECURITY: Readonly<Record<string, string>> = {
  baseline: 'Baseline: no known privilege escalations',
  restricted: 'Restricted: current best practice for hardening pods',
};

/** OWASP Kubernetes Top Ten of 2022: https://owasp.org/www-project-kubernetes-top-ten/ */
export const OWASP: Readonly<Record<string, string>> = {
  K01: 'Insecure workload configurations',
  K02: 'Supply chain vulnerabilities',
  K03: 'Overly permissive RBAC configurations',
  K04: 'Lack of centralized policy enforcement',
  K05: 'Inadequate logging and monitoring',
  K06: 'Broken authentication mechanisms',
  K07: 'Missing network segmentation controls',
  K08: 'Secrets management failures',
  K09: 'Misconfigured cluster components',
  K10: 'Outdated and vulnerable Kubernetes components',
};

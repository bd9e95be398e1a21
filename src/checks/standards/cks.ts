/** Domains of the CKS curriculum: https://github.com/cncf/curriculum */
export const CKS: Readonly<Record<string, string>> = {
  'cluster-setup': 'Cluster setup',
  'cluster-hardening': 'Cluster hardening',
  'system-hardening': 'System hardening',
  'microservice-vulnerabilities': 'Minimize microservice vulnerabilities',
  'supply-chain': 'Supply chain security',
  monitoring: 'Monitoring, logging and runtime security',
};

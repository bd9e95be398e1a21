import type { StandardId } from '../standards.ts';
import { CIS } from './cis.ts';

type Titles = Readonly<Record<string, string>>;

const POD_SECURITY: Titles = {
  baseline: 'Baseline: no known privilege escalations',
  restricted: 'Restricted: current best practice for hardening pods',
};

/** Sections of the guide, version 1.2 of August 2022, under short names of our own, since they have no numbers. */
const NSA: Titles = {
  'non-root': 'Non-root containers and rootless container engines',
  'immutable-filesystem': 'Immutable container file systems',
  'secure-images': 'Building secure container images',
  'pod-security-enforcement': 'Pod security enforcement',
  'service-account-tokens': 'Protecting pod service account tokens',
  'hardened-containers': 'Hardening container environments',
  namespaces: 'Namespaces',
  'network-policies': 'Network policies',
  'resource-policies': 'Resource policies',
  'control-plane-hardening': 'Control plane hardening',
  etcd: 'Etcd',
  kubeconfig: 'Kubeconfig files',
  'worker-nodes': 'Worker node segmentation',
  encryption: 'Encryption',
  secrets: 'Secrets',
  'cloud-infrastructure': 'Protecting sensitive cloud infrastructure',
  authentication: 'Authentication',
  rbac: 'Role-based access control',
  logging: 'Logging',
  'threat-detection': 'Threat detection',
  upgrades: 'Upgrading and application security practices',
};

const OWASP: Titles = {
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

/** Techniques of the Containers matrix. */
const MITRE: Titles = {
  'T1036.005': 'Masquerading: match legitimate name or location',
  T1046: 'Network service discovery',
  'T1053.007': 'Scheduled task: container orchestration job',
  T1068: 'Exploitation for privilege escalation',
  T1069: 'Permission groups discovery',
  T1070: 'Indicator removal',
  T1078: 'Valid accounts',
  'T1098.006': 'Account manipulation: additional container cluster roles',
  T1110: 'Brute force',
  T1133: 'External remote services',
  T1190: 'Exploit public-facing application',
  T1204: 'User execution',
  'T1204.003': 'User execution: malicious image',
  T1496: 'Resource hijacking',
  T1498: 'Network denial of service',
  T1499: 'Endpoint denial of service',
  T1525: 'Implant internal image',
  T1528: 'Steal application access token',
  'T1543.005': 'Create or modify system process: container service',
  'T1550.001': 'Use alternate authentication material: application access token',
  T1552: 'Unsecured credentials',
  'T1552.001': 'Unsecured credentials: credentials in files',
  'T1552.007': 'Unsecured credentials: container API',
  T1562: 'Impair defenses',
  'T1562.001': 'Impair defenses: disable or modify tools',
  T1609: 'Container administration command',
  T1610: 'Deploy container',
  T1611: 'Escape to host',
  T1612: 'Build image on host',
  T1613: 'Container and resource discovery',
};

const MICROSOFT: Titles = {
  'MS-TA9001': 'Using cloud credentials',
  'MS-TA9002': 'Compromised image in registry',
  'MS-TA9003': 'Kubeconfig file',
  'MS-TA9004': 'Application vulnerability',
  'MS-TA9005': 'Exposed sensitive interfaces',
  'MS-TA9006': 'Exec into container',
  'MS-TA9007': 'Bash or cmd inside container',
  'MS-TA9008': 'New container',
  'MS-TA9009': 'Application exploit (RCE)',
  'MS-TA9010': 'SSH server running inside container',
  'MS-TA9011': 'Sidecar injection',
  'MS-TA9012': 'Backdoor container',
  'MS-TA9013': 'Writable hostPath mount',
  'MS-TA9014': 'Kubernetes CronJob',
  'MS-TA9015': 'Malicious admission controller',
  'MS-TA9016': 'Container service account',
  'MS-TA9017': 'Static pods',
  'MS-TA9018': 'Privileged container',
  'MS-TA9019': 'Cluster-admin binding',
  'MS-TA9020': 'Access cloud resources',
  'MS-TA9021': 'Clear container logs',
  'MS-TA9022': 'Delete events',
  'MS-TA9023': 'Pod or container name similarity',
  'MS-TA9024': 'Connect from proxy server',
  'MS-TA9025': 'List Kubernetes secrets',
  'MS-TA9026': 'Mount service principal',
  'MS-TA9027': 'Application credentials in configuration files',
  'MS-TA9028': 'Access managed identity credentials',
  'MS-TA9029': 'Access the Kubernetes API server',
  'MS-TA9030': 'Access Kubelet API',
  'MS-TA9031': 'Network mapping',
  'MS-TA9032': 'Access Kubernetes dashboard',
  'MS-TA9033': 'Instance metadata API',
  'MS-TA9034': 'Cluster internal networking',
  'MS-TA9035': 'CoreDNS poisoning',
  'MS-TA9036': 'ARP poisoning and IP spoofing',
  'MS-TA9037': 'Images from a private registry',
  'MS-TA9038': 'Data destruction',
  'MS-TA9039': 'Resource hijacking',
  'MS-TA9040': 'Denial of service',
};

const CKS: Titles = {
  'cluster-setup': 'Cluster setup',
  'cluster-hardening': 'Cluster hardening',
  'system-hardening': 'System hardening',
  'microservice-vulnerabilities': 'Minimize microservice vulnerabilities',
  'supply-chain': 'Supply chain security',
  monitoring: 'Monitoring, logging and runtime security',
};

/** Titles of the requirements of each standard, by their numbers. */
export const REQUIREMENTS: Readonly<Record<StandardId, Titles>> = {
  'pod-security': POD_SECURITY,
  cis: CIS,
  nsa: NSA,
  owasp: OWASP,
  mitre: MITRE,
  microsoft: MICROSOFT,
  cks: CKS,
};

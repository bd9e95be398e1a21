import { MULTI_STAGE_BUILD } from './multi-stage-build.ts';

/** A term of Kubernetes security in a few sentences, with the checks that have to do with it. */
export interface Term {
  readonly term: string;
  readonly aliases?: readonly string[];
  readonly text: string;
  /** Lines that are shown as they are. */
  readonly example?: string;
  /** Check ids or patterns with `*`. */
  readonly checks?: readonly string[];
}

export const GLOSSARY: readonly Term[] = [
  {
    term: 'admission controller',
    aliases: ['admission control', 'admission plugin', 'admission'],
    text: 'Code that sees each request to the API server after authentication and authorization and before the object is stored. It may change the object (mutating) or refuse it (validating). Some are built in and switched on by --enable-admission-plugins; webhooks and ValidatingAdmissionPolicies add rules of your own.',
    checks: ['admission/*', 'api-server/*admission*', 'admission-config/*'],
  },
  {
    term: 'AlwaysPullImages',
    text: 'An admission plugin that sets imagePullPolicy to Always on every pod. Without it a pod can use a private image that is already on its node, without credentials for the registry.',
    checks: ['workload/image-pull-policy'],
  },
  {
    term: 'anonymous access',
    aliases: ['anonymous-auth', 'anonymous authentication'],
    text: 'Requests without credentials count as the user system:anonymous in the group system:unauthenticated. On the API server RBAC decides what that user may do; on a kubelet with authorization AlwaysAllow it may run commands in every pod.',
    checks: ['api-server/*anonymous*', 'kubelet/*anonymous*'],
  },
  {
    term: 'API server',
    aliases: ['kube-apiserver', 'apiserver'],
    text: 'The only door to the state of the cluster: it authenticates, authorizes, admits and records every request and is the only client of etcd. Its flags decide how wide the door is.',
    checks: ['api-server/*'],
  },
  {
    term: 'AppArmor',
    text: 'A Linux security module that confines programs by profiles: which files they may open, which capabilities they may use, whether they may mount. Container runtimes load a default profile; a pod names another one in securityContext.appArmorProfile, and before 1.30 in an annotation.',
    checks: ['pod/app-armor-*'],
  },
  {
    term: 'attack surface',
    text: 'Everything an attacker can talk to: open ports, APIs, programs in an image, mounted tokens. What is not there cannot be attacked, which is why small images, closed ports and missing tokens count as protection.',
    checks: ['service/*', 'ingress/*', 'workload/token-automount'],
  },
  {
    term: 'audit log',
    aliases: ['audit', 'audit policy', 'audit logging'],
    text: 'The record of who asked the API server for what. The audit policy decides, by its first matching rule, whether a request is left out (None), recorded with its metadata, or with its bodies (Request, RequestResponse). Bodies of Secrets must stay out.',
    checks: ['audit/*', 'api-server/*audit*'],
  },
  {
    term: 'bound service account token',
    aliases: ['service account token', 'token'],
    text: 'A token that the kubelet fetches for a pod: it expires after about an hour, is renewed on the way, and is void when the pod is gone. Tokens kept in Secrets of type kubernetes.io/service-account-token do not expire.',
    checks: ['workload/token-automount', 'secret/*token*', 'service-account/*'],
  },
  {
    term: 'capabilities',
    aliases: ['capability', 'linux capabilities'],
    text: 'The rights of root, cut into about forty parts. Runtimes give containers some fourteen of them; securityContext.capabilities drops and adds. A restricted pod drops ALL and adds at most NET_BIND_SERVICE.',
    checks: ['pod/capability-*'],
  },
  {
    term: 'certificate signing request',
    aliases: ['CertificateSigningRequest', 'CSR'],
    text: 'An object by which a client asks the cluster for a certificate. The signer kubernetes.io/kube-apiserver-client makes credentials for the API; the organisation in the request becomes the group of the user, and system:masters is above all authorization.',
    checks: ['certificate/*'],
  },
  {
    term: 'cgroups',
    aliases: ['cgroup', 'control groups'],
    text: 'The mechanism of the kernel that limits and counts the CPU, memory and processes of a group of processes. Resource limits of a container become limits of its cgroup.',
    checks: ['workload/*limit', 'workload/*request', 'namespace/no-quota'],
  },
  {
    term: 'CIS benchmark',
    aliases: ['cis kubernetes benchmark', 'kube-bench'],
    text: 'A list of settings of the Center for Internet Security for control plane, nodes and policies, with a way to check each. Sections 1 to 4 are about components, section 5 about what runs in the cluster.',
    checks: ['api-server/*', 'kubelet/*', 'etcd/*'],
  },
  {
    term: 'CKS',
    aliases: ['certified kubernetes security specialist'],
    text: 'Certified Kubernetes Security Specialist, an examination of the CNCF. Its six domains: cluster setup, cluster hardening, system hardening, microservice vulnerabilities, supply chain security, and monitoring with runtime security.',
  },
  {
    term: 'cluster DNS',
    aliases: ['CoreDNS', 'dns'],
    text: 'The name server of the cluster, usually CoreDNS with its Corefile in a ConfigMap of kube-system. Who may change that ConfigMap may send every service name elsewhere.',
    checks: ['config-map/*dns*', 'config-map/*corefile*'],
  },
  {
    term: 'ConfigMap',
    text: 'Configuration as an object, readable by everyone who may read the namespace. Not for credentials.',
    checks: ['config-map/*'],
  },
  {
    term: 'container runtime',
    aliases: ['containerd', 'cri-o', 'docker', 'runc', 'CRI'],
    text: 'The program on each node that pulls images and starts containers for the kubelet through the CRI. Whoever can talk to its socket is root on the node.',
    checks: ['pod/host-path-runtime-socket'],
  },
  {
    term: 'container escape',
    aliases: ['escape to host', 'breakout'],
    text: 'A way from a process in a container to the node: by rights the container was given (privileged, host paths, capabilities), or by a flaw of kernel or runtime.',
    checks: ['pod/privileged', 'pod/host-path*', 'pod/capability-*'],
  },
  {
    term: 'dashboard',
    aliases: ['kubernetes dashboard', 'gui'],
    text: 'A web page to look at and change a cluster. It acts with the rights of its service account when it is told to skip the login, so it must not, and it must not be open to the outside.',
    checks: ['workload/dashboard', 'service/dashboard-exposed'],
  },
  {
    term: 'default deny',
    aliases: ['deny all', 'deny-all'],
    text: 'A NetworkPolicy with an empty podSelector and no rules: every pod of the namespace is closed in that direction, and further policies open what is needed.',
    checks: ['namespace/no-default-deny*', 'network-policy/allows-all'],
  },
  {
    term: 'distroless',
    aliases: ['distroless image', 'minimal image'],
    text: 'An image with the program and its libraries and nothing else: no shell, no package manager. There is less to patch, and less for an attacker to use.',
    checks: ['workload/image-*'],
  },
  {
    term: 'encryption at rest',
    aliases: ['EncryptionConfiguration', 'encryption provider', 'KMS'],
    text: 'Without it Secrets lie in etcd in clear. EncryptionConfiguration names providers for each resource; the first one encrypts what is written, all of them are tried to read. identity does not encrypt; kms keeps the key outside.',
    checks: ['encryption/*', 'api-server/*encryption*'],
  },
  {
    term: 'etcd',
    text: 'The database of the cluster. Whoever can read it has every Secret, whoever can write it is above all authorization. Only the API server may reach it, with a client certificate.',
    checks: ['etcd/*', 'pod/host-path-etcd', 'encryption/*'],
  },
  {
    term: 'ephemeral container',
    text: 'A container that is added to a running pod to debug it. It has no probes and no resources and cannot be removed again.',
    checks: ['workload/ephemeral-container'],
  },
  {
    term: 'Falco',
    aliases: ['runtime detection', 'runtime security'],
    text: 'A program that judges system calls and audit events on running nodes by rules. Scanning shows what could happen; runtime detection shows what does.',
  },
  {
    term: 'Gatekeeper',
    aliases: ['OPA Gatekeeper', 'constraint', 'ConstraintTemplate'],
    text: 'An admission webhook that judges objects by policies in Rego (or CEL). A ConstraintTemplate holds the rule, a constraint says where it applies and what happens: deny, warn or dryrun.',
    checks: ['admission/*'],
  },
  {
    term: 'gVisor',
    aliases: ['runsc', 'Kata Containers', 'sandbox', 'sandboxed runtime'],
    text: 'Sandboxes put another kernel between a pod and the node: gVisor one that runs as a program, Kata Containers one in a small virtual machine. A pod chooses one by runtimeClassName.',
    checks: ['workload/no-sandbox'],
  },
  {
    term: 'hostPath',
    text: 'A volume that is a place of the node. Some places are the node: the root, /etc, the state of the kubelet, the socket of the runtime.',
    checks: ['pod/host-path*'],
  },
  {
    term: 'image digest',
    aliases: ['digest', 'image signature', 'cosign'],
    text: 'The hash of an image, image@sha256:... A tag can be moved to other bytes, a digest cannot; a signature over the digest says who built it.',
    checks: ['workload/image-*'],
  },
  {
    term: 'ImagePolicyWebhook',
    text: 'An admission plugin that asks a service of yours about each image. defaultAllow decides what happens when that service does not answer; it must be false. Without its configuration file the plugin does nothing.',
    checks: ['admission-config/*', 'api-server/*image-policy*'],
  },
  {
    term: 'immutability',
    aliases: ['immutable container', 'read-only root filesystem'],
    text: 'Containers that cannot change themselves: a read-only root file system, no shell, configuration mounted read-only. A change at run time is then an incident by definition.',
    checks: ['pod/read-only-root'],
  },
  {
    term: 'Ingress',
    text: "Rules by which a controller takes HTTP requests from outside to Services. TLS for every host, and no annotations that write into the controller's configuration.",
    checks: ['ingress/*', 'certificate/*'],
  },
  {
    term: 'kubeconfig',
    text: 'A file with the address of a cluster and credentials for it. Tokens and keys written into it are worth as much as the rights of their user.',
    checks: ['kubeconfig/*'],
  },
  {
    term: 'kubelet',
    text: 'The agent on each node. Its API on port 10250 runs commands in every pod of the node, so it must ask for credentials (authentication) and ask the API server about them (authorization Webhook); port 10255 answers anyone and must be off.',
    checks: ['kubelet/*'],
  },
  {
    term: 'kube-proxy',
    text: 'The agent that makes Services reachable on each node.',
    checks: ['kube-proxy/*'],
  },
  {
    term: 'LimitRange',
    text: 'Gives containers of a namespace their default requests and limits, and bounds what they may ask for.',
    checks: ['namespace/no-limit-range'],
  },
  {
    term: 'mTLS',
    aliases: ['mutual TLS', 'service mesh', 'Istio', 'Linkerd'],
    text: 'Both sides of a connection show a certificate. A service mesh (Istio, Linkerd) gives each pod a proxy that does it, so that traffic is encrypted and has an identity; it protects only what does not also accept plain text.',
    checks: ['mesh/*'],
  },
  MULTI_STAGE_BUILD,
  {
    term: 'metadata service',
    aliases: ['instance metadata', '169.254.169.254', 'metadata endpoint'],
    text: "An address at which cloud providers answer a machine's questions, with credentials among the answers. Pods should not reach it: block it with an egress policy.",
    checks: ['namespace/no-default-deny-egress', 'network-policy/any-address', 'pod/host-network'],
  },
  {
    term: 'namespace',
    aliases: ['namespaces'],
    text: 'In Kubernetes the unit of names, quotas, roles and policies; in Linux a private view of processes, network, mounts or users, of which containers are made. Neither isolates by itself.',
    checks: ['namespace/*', 'pod/host-*'],
  },
  {
    term: 'NetworkPolicy',
    aliases: ['network policies'],
    text: 'Says who may talk to the pods it selects. Policies add up; a pod that none selects is open. The network plugin must support them.',
    checks: ['network-policy/*', 'namespace/no-default-deny*'],
  },
  {
    term: 'NodeRestriction',
    text: 'An admission plugin that lets a kubelet change its own Node and the pods on it only. With the authorization mode Node it keeps a stolen node from taking the others.',
    checks: ['api-server/*node-restriction*', 'api-server/*authorization*'],
  },
  {
    term: 'OPA',
    aliases: ['Open Policy Agent', 'Rego', 'Conftest'],
    text: 'A policy engine whose language is Rego. Conftest applies Rego to files, Gatekeeper to requests.',
  },
  {
    term: 'Pod Security admission',
    aliases: ['Pod Security Standards', 'pod security', 'PSA', 'PSS'],
    text: 'The built-in plugin that keeps pods to one of three levels: privileged (anything), baseline (no known escalations), restricted (hardened). Labels on the namespace choose the level for enforce, audit and warn.',
    checks: ['namespace/pod-security-*', 'admission-config/*'],
  },
  {
    term: 'PodSecurityPolicy',
    aliases: ['PSP', 'pod security policy'],
    text: 'The predecessor of Pod Security admission, removed in 1.25.',
    checks: ['admission/pod-security-policy'],
  },
  {
    term: 'privileged container',
    aliases: ['privileged'],
    text: 'A container without confinement: every capability, every device. It is the node.',
    checks: ['pod/privileged'],
  },
  {
    term: 'RBAC',
    aliases: ['role-based access control', 'Role', 'ClusterRole', 'RoleBinding'],
    text: 'Authorization by roles: lists of verbs on resources, bound to users, groups and service accounts. Rights only add up; there is no way to take one away by another role.',
    checks: ['workload/default-service-account', 'workload/token-automount'],
  },
  {
    term: 'ResourceQuota',
    aliases: ['resource quota', 'quota'],
    text: 'Limits what a namespace may use in all: CPU, memory, pods, services of a type.',
    checks: ['namespace/no-quota'],
  },
  {
    term: 'RuntimeClass',
    text: 'Names a way to run containers on the nodes that have it; runtimeClassName in a pod chooses it.',
    checks: ['workload/no-sandbox', 'reference/*runtime*'],
  },
  {
    term: 'seccomp',
    text: "A filter of system calls. RuntimeDefault is the runtime's own list; Localhost a profile of yours below /var/lib/kubelet/seccomp; Unconfined none.",
    checks: ['pod/seccomp-*'],
  },
  {
    term: 'Secret',
    aliases: ['secrets', 'sealed secrets', 'secrets store'],
    text: 'An object for credentials. base64 is no encryption: who may read the object, etcd, or a repository with the manifest, has the value. Mount it as a file rather than as a variable.',
    checks: ['secret/*', 'workload/secret-in-env', 'encryption/*'],
  },
  {
    term: 'security context',
    aliases: ['securityContext'],
    text: 'The settings by which a pod or container gives up rights: user, groups, capabilities, escalation, seccomp, AppArmor, read-only root. What a container says beats what its pod says.',
    checks: ['pod/*'],
  },
  {
    term: 'SELinux',
    text: 'A Linux security module that decides by labels. Containers get a type made for them and a label of their own.',
    checks: ['pod/selinux-options'],
  },
  {
    term: 'service account',
    aliases: ['ServiceAccount', 'automount'],
    text: "The identity of a pod towards the API. Each namespace has one named default. Its token is mounted unless the pod, or else the ServiceAccount, sets automountServiceAccountToken to false; the pod's word counts.",
    checks: ['service-account/*', 'workload/*service-account*', 'workload/token-automount'],
  },
  {
    term: 'static pod',
    text: 'A pod that the kubelet starts from a file on its node, without the API server. The control plane runs so; whoever may write that folder is root.',
    checks: ['pod/host-path-kubernetes', 'workload/bare-pod'],
  },
  {
    term: 'supply chain',
    aliases: ['SBOM', 'image scanning', 'Trivy', 'registry'],
    text: 'Everything that ends up in a container: base images, packages, build steps, registries. Known versions, digests, an allow-list of registries and signatures keep strangers out of it.',
    checks: ['workload/image-*'],
  },
  {
    term: 'threat matrix',
    aliases: ['MITRE ATT&CK', 'att&ck', 'phases of attack'],
    text: 'Tables of what attackers do, by phase: initial access, execution, persistence, privilege escalation, defence evasion, credential access, discovery, lateral movement, impact. Checks name the techniques they make harder.',
  },
  {
    term: 'TLS',
    aliases: ['certificate', 'x509', 'PKI'],
    text: 'Encryption with certificates. All parts of the control plane speak it; flags can turn it off, weaken its versions and ciphers, or skip the check of the other side.',
    checks: ['certificate/*', 'api-server/*tls*', 'ingress/*'],
  },
  {
    term: 'user namespace',
    aliases: ['user namespaces', 'hostUsers'],
    text: 'Maps root in a pod to an unprivileged user of the node: hostUsers false. Since 1.35 the Pod Security Standards ask less of such pods.',
    checks: ['pod/host-users'],
  },
  {
    term: 'ValidatingAdmissionPolicy',
    aliases: ['CEL', 'VAP'],
    text: 'Admission rules in CEL, judged by the API server itself, without a webhook that could fail. A binding puts a policy into force.',
    checks: ['admission/policy-*'],
  },
  {
    term: 'webhook',
    aliases: ['admission webhook'],
    text: 'A service of yours that the API server asks about requests. failurePolicy decides what happens when it does not answer.',
    checks: ['admission/webhook-*'],
  },
];

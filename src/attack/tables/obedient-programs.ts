/** A program that does what anybody asks who can connect to it, when it is started so. */
export interface ObedientProgram {
  readonly name: string;
  /** Matches the repository of its image. Where there is none, the command line says which program it is. */
  readonly image?: RegExp;
  /** Matches command and arguments, joined by blanks. */
  readonly started: RegExp;
  /** Arguments and variables with which it asks who somebody is after all, or listens for itself alone. */
  readonly closing?: RegExp;
  /** Variables that must have such a value. */
  readonly variables?: Readonly<Record<string, RegExp>>;
  /** What whoever connects gets: commands in the container, or whatever the service account may do. */
  readonly gives: 'container' | 'account' | 'control-plane';
  /** What else has to be so. */
  readonly open?: string;
  readonly source: string;
}

export const OBEDIENT_PROGRAMS: readonly ObedientProgram[] = [
  {
    name: 'the Kubernetes dashboard, which lets everybody skip the login',
    image: /(?:^|\/)(?:dashboard|kubernetes-dashboard(?:-amd64)?)$/,
    started: /--enable-skip-login(?!=false)/,
    gives: 'account',
    source: 'https://github.com/kubernetes/dashboard/blob/v2.7.0/docs/common/dashboard-arguments.md',
  },
  {
    name: 'Argo Workflows, which takes everybody for itself (--auth-mode=server)',
    image: /(?:^|\/)argocli$/,
    started: /\bserver\b.*--auth-mode[= ]server/,
    gives: 'account',
    open: 'its interface reaches what the rights of its account allow',
    source: 'https://argo-workflows.readthedocs.io/en/latest/argo-server-auth-mode/',
  },
  {
    name: 'Tiller, which installs charts for everybody',
    image: /(?:^|\/)tiller$/,
    started: /(?:)/,
    closing: /--tls-verify|--listen[= ](?:localhost|127\.)/,
    variables: { TILLER_TLS_VERIFY: /^$/ },
    gives: 'account',
    source: 'https://v2.helm.sh/docs/securing_installation/',
  },
  {
    name: 'kubectl proxy, which sends the requests of everybody',
    started: /\bkubectl\b.*\bproxy\b.*--address[= ](?!127\.|localhost)\S/,
    gives: 'account',
    source: 'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_proxy/',
  },
  {
    name: 'Docker without certificates',
    image: /(?:^|\/)docker$/,
    started: /(?:)/,
    closing: /--tlsverify|--host[= ]unix:(?!.*--host[= ]tcp:)/,
    variables: { DOCKER_TLS_CERTDIR: /^$/ },
    gives: 'container',
    open: 'the image is one of Docker in Docker, which listens on port 2375',
    source: 'https://hub.docker.com/_/docker',
  },
  {
    name: 'etcd without client certificates',
    image: /(?:^|\/)etcd$/,
    started: /--listen-client-urls[= ]\S*https?:\/\/(?!127\.0\.0\.1|localhost)/,
    closing: /--client-cert-auth(?!=false)|--trusted-ca-file/,
    gives: 'control-plane',
    source: 'https://etcd.io/docs/v3.6/op-guide/security/',
  },
  {
    name: 'Jupyter without a token',
    image: /(?:^|\/)(?:[a-z]+-)?notebook$|(?:^|\/)jupyter[a-z/-]*$/,
    started: /--(?:NotebookApp|ServerApp|IdentityProvider)\.token[= ]?(?:''|""|\s|$)/,
    closing: /--(?:NotebookApp|ServerApp|PasswordIdentityProvider)\.(?:hashed_)?password[= ]\S/,
    gives: 'container',
    source: 'https://jupyter-server.readthedocs.io/en/latest/operators/security.html',
  },
  {
    name: 'a shell for browsers without a password (ttyd)',
    image: /(?:^|\/)ttyd$/,
    started: /(?:)/,
    closing: /(?:^|\s)(?:-c|--credential|-H|--auth-header)(?:\s|=)/,
    gives: 'container',
    source: 'https://github.com/tsl0922/ttyd/blob/main/man/ttyd.man.md',
  },
  {
    name: 'a shell for browsers without a password (gotty)',
    started: /\bgotty\b.*(?:\s-w\b|--permit-write)/,
    closing: /(?:^|\s)(?:-c|--credential)(?:\s|=)/,
    gives: 'container',
    source: 'https://github.com/sorenisanerd/gotty#usage',
  },
  {
    name: 'code-server without a password',
    image: /(?:^|\/)code-server$/,
    started: /--auth[= ]none/,
    gives: 'container',
    source: 'https://coder.com/docs/code-server/guide',
  },
  {
    name: 'Flink, which runs the programs of everybody',
    image: /(?:^|\/)flink$/,
    started: /\bjobmanager\b|\bstandalone-job\b/,
    gives: 'container',
    source: 'https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/security/security-ssl/',
  },
];

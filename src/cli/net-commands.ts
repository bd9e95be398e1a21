import type { CommandSpec, OptionSpec } from './option-spec.ts';
import { ALLOW_INCOMPLETE, COLOR, FROM, INSTALL_NAMESPACE, OUTPUT } from './shared-options.ts';

const POD_RANGE: OptionSpec = {
  name: 'pod-range',
  value: 'CIDR',
  description: 'addresses that pods get, as --cluster-cidr says; repeatable',
  isList: true,
  default: 'the private ranges',
};

const NETWORK_OPTIONS: readonly OptionSpec[] = [FROM, INSTALL_NAMESPACE, POD_RANGE, ALLOW_INCOMPLETE, COLOR];

function format(...choices: readonly string[]): OptionSpec {
  return {
    name: 'format',
    value: 'FORMAT',
    description: 'how to answer; repeat it in pairs with --output',
    choices,
    default: choices[0] ?? '',
  };
}

const END =
  'NAMESPACE/NAME of a workload, pod or Service, KIND/NAMESPACE/NAME where it must be said (svc/shop/cart), ns/NAME for all pods of a namespace, an address, a range, internet, or metadata';

const SEMANTICS =
  'NetworkPolicy, ClusterNetworkPolicy, AdminNetworkPolicy and BaselineAdminNetworkPolicy count, as Kubernetes defines them. What upstream leaves to the network plugin is undefined, with the reason.';

/** The commands about who can talk to whom. */
export const NET_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'net can',
    group: 'Ask',
    summary: 'can this talk to that, and which policies decide?',
    description: `Says whether a connection gets through, by the policies of both ends, and for a denied one the smallest addition that would let it through. ${SEMANTICS} Exits with 0 for allowed, 1 for denied, 3 for undefined.`,
    arguments: [
      { name: 'from', description: END },
      { name: 'to', description: 'the same, with :PORT or :PORT/PROTOCOL behind it; a port of a Service leads to that of its pods' },
    ],
    options: [format('table', 'json'), OUTPUT, ...NETWORK_OPTIONS],
    examples: [
      { command: 'seawall net can shop/frontend shop/cart:7070 -f deploy/', comment: 'one workload to another' },
      { command: 'seawall net can shop/frontend metadata:80 -f deploy/', comment: 'does a pod reach the credentials of its node?' },
      { command: 'seawall net can internet svc/shop/frontend:80 -f deploy/', comment: 'what a Service leads to' },
    ],
    load: () => import('./commands/net-can.ts'),
  },
  {
    name: 'net matrix',
    group: 'Ask',
    summary: 'list every flow between workloads, from outside and to outside',
    description: `Lists which workloads can connect to which, on which ports; "perhaps" marks what upstream leaves open. ${SEMANTICS}`,
    arguments: [],
    options: [
      { name: 'workloads', description: 'one line for each workload (the default)' },
      { name: 'pods', description: 'one line for each pod' },
      { name: 'namespaces', description: 'one line for each namespace' },
      { name: 'namespace', short: 'n', value: 'NAME', description: 'only flows from or to this namespace' },
      format('table', 'json', 'csv', 'dot', 'mermaid', 'html'),
      OUTPUT,
      ...NETWORK_OPTIONS,
    ],
    examples: [
      { command: 'seawall net matrix -f deploy/', comment: 'a list' },
      { command: 'seawall net matrix --format html --output map.html -f deploy/', comment: 'a map to look at and to ask' },
      { command: 'seawall net matrix --format dot -f deploy/ | dot -Tsvg > map.svg', comment: 'a picture, by Graphviz' },
    ],
    load: () => import('./commands/net-matrix.ts'),
  },
  {
    name: 'net exposed',
    group: 'Ask',
    summary: 'what does the internet reach, and what does that reach in turn?',
    description: `Lists workloads that a Service, an Ingress or a route of the Gateway API opens to the outside, what policies leave of it, and everything that can be reached from there. ${SEMANTICS}`,
    arguments: [],
    options: [format('table', 'json'), OUTPUT, ...NETWORK_OPTIONS],
    examples: [
      { command: 'seawall net exposed -f deploy/', comment: 'the ways in' },
      { command: 'seawall net exposed --format json -f snapshot.jsonl', comment: 'of a live cluster, for a program' },
    ],
    load: () => import('./commands/net-exposed.ts'),
  },
  {
    name: 'net egress',
    group: 'Ask',
    summary: 'what can leave the cluster, the metadata endpoint first?',
    description: `Lists to which addresses outside the cluster workloads can connect, and whether they reach the metadata endpoints of clouds, which hand out credentials of the node. ${SEMANTICS}`,
    arguments: [],
    options: [format('table', 'json'), OUTPUT, ...NETWORK_OPTIONS],
    examples: [
      { command: 'seawall net egress -f deploy/', comment: 'what can leave' },
      { command: 'seawall net egress --format json --output egress.json', comment: 'for a program' },
    ],
    load: () => import('./commands/net-egress.ts'),
  },
  {
    name: 'net explain',
    group: 'Ask',
    summary: 'what does this policy say, which pods does it select, what does it change?',
    description: `Says in plain words what a policy allows and denies, and compares the cluster with and without it. ${SEMANTICS}`,
    arguments: [{ name: 'policy', description: 'NAMESPACE/NAME, or a name that only one policy has' }],
    options: [format('table', 'json'), OUTPUT, ...NETWORK_OPTIONS],
    examples: [
      { command: 'seawall net explain shop/default-deny -f deploy/', comment: 'a NetworkPolicy' },
      { command: 'seawall net explain deny-metadata -f snapshot.jsonl', comment: 'a policy for the whole cluster' },
    ],
    load: () => import('./commands/net-explain.ts'),
  },
  {
    name: 'net assert',
    group: 'Enforce',
    summary: 'is the connectivity what a file says it should be?',
    description: `Reads a list called expect: flows to allow or deny, namespaces that are isolated, and who alone reaches something. ${SEMANTICS} Exits with 1 where an expectation is broken and with 3 where one is undefined.`,
    arguments: [
      {
        name: 'file',
        description:
          'YAML such as: expect: [{allow: shop/frontend -> shop/cart:7070}, {isolated: payments}, {only: [shop/orders], to: data/postgres:5432}]',
      },
    ],
    options: [format('table', 'json', 'junit'), OUTPUT, ...NETWORK_OPTIONS],
    examples: [
      { command: 'seawall net assert connectivity.yaml -f deploy/', comment: 'in CI, beside the manifests' },
      { command: 'seawall net assert connectivity.yaml --format junit --output connectivity.xml', comment: 'for the test report' },
    ],
    load: () => import('./commands/net-assert.ts'),
  },
  {
    name: 'net generate',
    group: 'Fix',
    summary: 'write the least NetworkPolicies that keep the flows that are needed',
    description:
      'Writes for each namespace a policy that denies everything, one for DNS, and one for each workload, with the reason of each rule. Needed is what manifests declare: Services named in variables, arguments and ConfigMaps, ways in through Services, Ingress and routes, webhooks, the Kubernetes API for workloads whose ServiceAccount has rights, and hosts outside; or, with --observed, what a log saw. Before anything is printed the written policies are proven: every needed flow is open and every other one closed.',
    arguments: [],
    options: [
      {
        name: 'namespace',
        short: 'n',
        value: 'NAME',
        description: 'only for this namespace',
        isList: true,
        default: 'all but those of the system',
      },
      {
        name: 'observed',
        value: 'FILE',
        description:
          'keep the flows of this log: JSON lines of Hubble or Tetragon, or CSV with the columns src, dst, dst_port, protocol, action',
      },
      { name: 'declared', description: 'with --observed: keep what the manifests declare too' },
      { name: 'api-server', value: 'CIDR', description: 'addresses of the API server', isList: true, default: 'every address' },
      { name: 'node-range', value: 'CIDR', description: 'addresses of nodes', isList: true, default: 'every address' },
      {
        name: 'ingress-controller',
        value: 'NAME',
        description: 'where the controllers of Ingress and routes run',
        isList: true,
        default: 'any namespace',
      },
      { name: 'proof', value: 'FORMAT', description: 'print the proof; policies go to --output alone', choices: ['markdown', 'json'] },
      format('yaml', 'json'),
      OUTPUT,
      ...NETWORK_OPTIONS,
    ],
    examples: [
      { command: 'seawall net generate -f deploy/ --output network-policies.yaml', comment: 'from what the manifests declare' },
      {
        command: 'seawall net generate --observed flows.jsonl -f snapshot.jsonl --proof markdown',
        comment: 'from what Hubble saw, with the proof',
      },
    ],
    load: () => import('./commands/net-generate.ts'),
  },
  {
    name: 'net diff',
    group: 'Watch',
    summary: 'which flows does a change open and close?',
    description:
      'Compares two states of a cluster by the flows that are open in them, with the policies that decide. A state is a file, a folder, a snapshot or a git revision; the second is what --from names unless it is given.',
    arguments: [
      { name: 'before', description: 'path or git revision' },
      { name: 'after', description: 'path or git revision (default: what --from names)' },
    ],
    options: [
      { name: 'fail-on-opened', description: 'exit with 1 where a flow opens' },
      format('table', 'markdown', 'json'),
      OUTPUT,
      ...NETWORK_OPTIONS,
    ],
    examples: [
      { command: 'seawall net diff origin/main --fail-on-opened', comment: 'what a branch opens, for CI' },
      { command: 'seawall net diff monday.jsonl friday.jsonl', comment: 'two snapshots of a cluster' },
    ],
    load: () => import('./commands/net-diff.ts'),
  },
];

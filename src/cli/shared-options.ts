import { SEVERITIES } from '../core/index.ts';
import type { ArgumentSpec, OptionSpec } from './option-spec.ts';

export const FORMAT_NAMES = ['table', 'json', 'sarif', 'junit', 'markdown', 'github', 'gitlab', 'html'] as const;

export const PATHS: ArgumentSpec = {
  name: 'paths',
  description: 'files, folders, glob patterns, snapshots of clusters, or - for standard input (default: the current folder)',
  isVariadic: true,
};

/** Where the cluster comes from, for commands whose own arguments are a question about it. */
export const FROM: OptionSpec = {
  name: 'from',
  short: 'f',
  value: 'PATH',
  description: 'file, folder, snapshot of a cluster or - to read the cluster from',
  isRepeatable: true,
  default: 'the current folder',
};

export const INSTALL_NAMESPACE: OptionSpec = {
  name: 'install-namespace',
  value: 'NAME',
  description: 'where objects stand that name no namespace',
  default: 'the one that bindings name for their service accounts, else default',
};

export const WITHOUT_DEFAULTS: OptionSpec = {
  name: 'without-defaults',
  description: 'do not assume the roles and bindings that every cluster makes for itself',
};

export const CONFIG: OptionSpec = {
  name: 'config',
  value: 'FILE',
  description: 'configuration file',
  default: 'seawall.yaml, if there is one',
  env: 'SEAWALL_CONFIG',
};

export const COLOR: OptionSpec = {
  name: 'color',
  value: 'WHEN',
  description: 'colour in tables',
  choices: ['auto', 'always', 'never'],
  default: 'auto',
};

export const NAMESPACE: OptionSpec = {
  name: 'namespace',
  short: 'n',
  value: 'NAME',
  description: 'namespace of objects that name none',
  env: 'SEAWALL_NAMESPACE',
  config: 'namespace',
};

export const KUBERNETES_VERSION: OptionSpec = {
  name: 'kubernetes-version',
  value: 'VERSION',
  description: 'release to judge by, such as 1.33',
  default: 'that of the snapshot, else the newest known',
  env: 'SEAWALL_KUBERNETES_VERSION',
  config: 'kubernetesVersion',
};

export const ALLOW_INCOMPLETE: OptionSpec = {
  name: 'allow-incomplete',
  description: 'do not fail when something could not be evaluated',
  env: 'SEAWALL_ALLOW_INCOMPLETE',
  config: 'allowIncomplete',
};

export const ALLOW_EMPTY: OptionSpec = {
  name: 'allow-empty',
  description: 'do not fail when there is nothing to judge',
  env: 'SEAWALL_ALLOW_EMPTY',
};

export const OUTPUT: OptionSpec = {
  name: 'output',
  short: 'o',
  value: 'FILE',
  description: 'write the preceding --format there, not to standard output; repeatable',
};

export const FORMAT: OptionSpec = {
  name: 'format',
  value: 'FORMAT',
  description: 'how to report; repeat it in pairs with --output',
  choices: FORMAT_NAMES,
  default: 'table',
};

export const SEVERITY: OptionSpec = {
  name: 'severity',
  value: 'SEVERITY',
  description: 'report only findings this bad or worse',
  choices: SEVERITIES,
  default: 'low',
  env: 'SEAWALL_SEVERITY',
  config: 'severity',
};

export const STANDARD: OptionSpec = {
  name: 'standard',
  value: 'NAME',
  description: 'only checks that answer to this standard, or to one requirement of it (cis, cis:5.2, owasp:K01)',
  isList: true,
  config: 'standards',
};

export const CHECK: OptionSpec = {
  name: 'check',
  value: 'ID',
  description: "only these checks: an id, a pattern such as 'pod/*', or another scanner's id",
  isList: true,
  config: 'checks',
};

export const SCAN_OPTIONS: readonly OptionSpec[] = [
  FORMAT,
  OUTPUT,
  {
    name: 'fail-on',
    value: 'SEVERITY',
    description: 'exit with 1 on findings this bad or worse',
    choices: [...SEVERITIES, 'never'],
    default: 'high',
    env: 'SEAWALL_FAIL_ON',
    config: 'failOn',
  },
  SEVERITY,
  STANDARD,
  CHECK,
  {
    name: 'baseline',
    value: 'FILE',
    description: 'list only what is not in this file, which seawall baseline writes',
    env: 'SEAWALL_BASELINE',
    config: 'baseline',
  },
  { name: 'changed-since', value: 'REF', description: 'list only what was not there at this git revision; both trees are judged whole' },
  { name: 'all', description: 'list every place of every weakness, also those of severity info' },
  NAMESPACE,
  KUBERNETES_VERSION,
  ALLOW_INCOMPLETE,
  ALLOW_EMPTY,
  CONFIG,
  COLOR,
];

import { SEVERITIES } from '../../core/index.ts';

/** The shape of a value in the configuration file; the validator, the JSON Schema and the help are made from it. */
export type ConfigType =
  | { readonly kind: 'string'; readonly choices?: readonly string[]; readonly pattern?: string }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'list'; readonly of: ConfigType }
  | { readonly kind: 'map'; readonly of: ConfigType }
  | { readonly kind: 'object'; readonly keys: readonly ConfigKey[] }
  /** Parameters of checks: judged by what each check declares. */
  | { readonly kind: 'parameters' };

export interface ConfigKey {
  readonly name: string;
  readonly description: string;
  readonly type: ConfigType;
  readonly isRequired?: boolean;
}

const TEXT: ConfigType = { kind: 'string' };
const TEXTS: ConfigType = { kind: 'list', of: TEXT };

const EXCEPTION: readonly ConfigKey[] = [
  { name: 'checks', description: "ids of checks, patterns such as pod/*, or other scanners' ids", type: TEXTS },
  { name: 'files', description: 'glob patterns over file names', type: TEXTS },
  { name: 'kinds', description: 'kinds of objects', type: TEXTS },
  { name: 'namespaces', description: 'namespaces; * stands for any text', type: TEXTS },
  { name: 'names', description: 'names of objects; * stands for any text', type: TEXTS },
  { name: 'reason', description: 'why the weakness is accepted', type: TEXT, isRequired: true },
  {
    name: 'expires',
    description: 'last day on which the exception holds, YYYY-MM-DD',
    type: { kind: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  },
];

export const CONFIG_KEYS: readonly ConfigKey[] = [
  {
    name: 'failOn',
    description: 'severity from which findings fail the run, or never',
    type: { kind: 'string', choices: [...SEVERITIES, 'never'] },
  },
  { name: 'severity', description: 'severity from which findings are reported', type: { kind: 'string', choices: SEVERITIES } },
  { name: 'standards', description: 'only checks that answer to these standards or requirements', type: TEXTS },
  { name: 'checks', description: 'only these checks', type: TEXTS },
  { name: 'baseline', description: 'file with the findings that are known', type: TEXT },
  { name: 'namespace', description: 'namespace of objects that name none', type: TEXT },
  {
    name: 'kubernetesVersion',
    description: 'release to judge by; quote it ("1.30")',
    type: { kind: 'string', pattern: '^(latest|v?\\d+\\.\\d+(\\.\\d+)?)$' },
  },
  { name: 'allowIncomplete', description: 'do not fail when something could not be evaluated', type: { kind: 'boolean' } },
  {
    name: 'severities',
    description: 'severity by check id, or never to leave a check out',
    type: { kind: 'map', of: { kind: 'string', choices: [...SEVERITIES, 'never'] } },
  },
  { name: 'parameters', description: 'parameters by check id; seawall explain ID lists them', type: { kind: 'parameters' } },
  {
    name: 'crownJewels',
    description: 'what must not fall, for seawall paths: secret/NAMESPACE/NAME, namespace/NAME, workload/NAMESPACE/NAME',
    type: {
      kind: 'list',
      of: { kind: 'string', pattern: '^(?:namespace/[a-z0-9-]+|(?:secret|workload)/[a-z0-9-]+/[a-z0-9.-]+)$' },
    },
  },
  {
    name: 'exceptions',
    description: 'accepted weaknesses, each with a reason and, better, a day on which it expires',
    type: { kind: 'list', of: { kind: 'object', keys: EXCEPTION } },
  },
];

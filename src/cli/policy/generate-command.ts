import type { EnforcementAction, PolicyForm } from '../../policies/index.ts';
import type { CommandSpec } from '../option-spec.ts';
import { CHECK, COLOR, CONFIG, KUBERNETES_VERSION, STANDARD } from '../shared-options.ts';

/** Checks of the catalogue as policies of other engines. */
export const POLICY_GENERATE: CommandSpec = {
  name: 'policy generate',
  group: 'Enforce',
  summary: 'export checks of the catalogue as Rego, or as Gatekeeper templates and constraints',
  description:
    'Writes checks as policies that say the same, with the same field and the same sentence for each violation. The Rego form is a folder of modules for Conftest, OPA and seawall policy test: main.rego denies what is medium or worse and warns of the rest. The Gatekeeper form is a ConstraintTemplate and a Constraint for each check; constraints about pods match Pod and the built-in workloads, and custom resources with a pod template can be added to their match. Parameters and severities are those of seawall.yaml. Checks that look at more than one object, at flags, at Dockerfiles or at credentials cannot be exported; --list says which, and why.',
  arguments: [],
  options: [
    CHECK,
    STANDARD,
    {
      name: 'as',
      value: 'FORM',
      description: 'modules of Rego, or templates and constraints of Gatekeeper',
      choices: ['rego', 'gatekeeper'] satisfies PolicyForm[],
      default: 'rego',
    },
    {
      name: 'output',
      short: 'o',
      value: 'PATH',
      description: 'folder to write to, or for Gatekeeper a file that ends in .yaml; Gatekeeper alone goes to standard output without it',
    },
    { name: 'force', description: 'replace files that are there already and differ' },
    {
      name: 'enforcement-action',
      value: 'ACTION',
      description: 'what Gatekeeper does about violations',
      choices: ['dryrun', 'warn', 'deny'] satisfies EnforcementAction[],
      default: 'dryrun',
    },
    { name: 'list', description: 'list what can be exported, and why the rest cannot' },
    { name: 'format', value: 'FORMAT', description: 'how to report --list', choices: ['table', 'json'], default: 'table' },
    KUBERNETES_VERSION,
    CONFIG,
    COLOR,
  ],
  examples: [
    {
      command: "seawall policy generate --check 'pod/*' --output policy/",
      comment: 'all that can be said of pods, for conftest test --policy policy/',
    },
    {
      command: 'seawall policy generate --standard pod-security:restricted --as gatekeeper --enforcement-action warn | kubectl apply -f -',
      comment: 'Pod Security as templates and constraints that warn',
    },
    { command: 'seawall policy generate --list', comment: 'which checks can be exported, and why the others cannot' },
  ],
  load: () => import('../commands/policy-generate.ts'),
};

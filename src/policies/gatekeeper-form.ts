import { type Check, STANDARD_IDS } from '../checks/index.ts';
import { formatYaml } from '../formats/index.ts';
import { admittedKinds } from './admitted-kinds.ts';
import { type ExportOptions, parametersOf } from './export-options.ts';
import { librariesOf, libraryText, SOURCE_LIBRARY } from './library.ts';
import { constraintNameOf, templateKindOf } from './names.ts';
import { parameterSchema } from './parameter-schema.ts';
import { type ExportedFile, policyText, regoValue } from './rego-form.ts';

/** What Gatekeeper does about a violation: https://open-policy-agent.github.io/gatekeeper/website/docs/violations */
export type EnforcementAction = 'dryrun' | 'warn' | 'deny';

/** A template for each check and a constraint that applies it, in folders that `gator test -f` and `kubectl apply -f` take in this order. */
export function gatekeeperFiles(
  checks: readonly Check[],
  options: ExportOptions & { readonly enforcementAction: EnforcementAction },
): readonly ExportedFile[] {
  return [
    ...checks.map((check) => ({
      path: `templates/${constraintNameOf(check.id)}.yaml`,
      text: formatYaml(constraintTemplate(check, options), { hasBlocks: true }),
    })),
    ...checks.map((check) => ({
      path: `constraints/${constraintNameOf(check.id)}.yaml`,
      text: formatYaml(constraint(check, options, options.enforcementAction)),
    })),
  ];
}

type Manifest = Readonly<Record<string, unknown>>;

/** https://open-policy-agent.github.io/gatekeeper/website/docs/constrainttemplates */
function constraintTemplate(check: Check, options: ExportOptions): Manifest {
  const kind = templateKindOf(check.id);
  const text = policyText(check);
  const libs = librariesOf(text).map((name) => (name === SOURCE_LIBRARY ? sourceModule(check, options) : libraryText(name)));
  return {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: { name: kind.toLowerCase(), annotations: annotations(check, options) },
    spec: {
      crd: {
        spec: {
          names: { kind },
          validation: { openAPIV3Schema: { type: 'object', ...schemaOf(check, options) } },
        },
      },
      targets: [
        {
          target: 'admission.k8s.gatekeeper.sh',
          code: [{ engine: 'Rego', source: { version: 'v1', rego: text, libs } }],
        },
      ],
    },
  };
}

function constraint(check: Check, options: ExportOptions, enforcementAction: EnforcementAction): Manifest {
  const parameters = parametersOf(check, options);
  return {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind: templateKindOf(check.id),
    metadata: { name: constraintNameOf(check.id) },
    spec: { enforcementAction, match: { kinds: admittedKinds(check) }, ...(parameters ? { parameters } : {}) },
  };
}

function annotations(check: Check, { severities }: ExportOptions): Readonly<Record<string, string>> {
  const standards = STANDARD_IDS.flatMap((id) => (check.standards[id] ?? []).map((requirement) => `${id}:${requirement}`));
  return {
    'metadata.gatekeeper.sh/title': check.title,
    description: check.why,
    'seawall.io/check': check.id,
    'seawall.io/severity': severities[check.id] ?? check.severity,
    'seawall.io/remedy': check.remedy,
    'seawall.io/standards': standards.join(', '),
  };
}

/** A constraint that leaves a parameter out gets what the settings of the export say. */
function schemaOf(check: Check, options: ExportOptions): Manifest {
  const values = parametersOf(check, options);
  if (!check.parameters || !values) return {};
  const properties = Object.entries(check.parameters).map(([name, parameter]) => [name, parameterSchema(parameter, values[name])]);
  return { properties: Object.fromEntries(properties) };
}

/** The object is under review, and the parameters are those of the constraint. */
function sourceModule(check: Check, options: ExportOptions): string {
  const parameters = parametersOf(check, options);
  return `# Where the object and the parameters come from.
package lib.seawall.source

manifest := input.review.object

# The release of Kubernetes that is judged by: 1.${options.kubernetesVersion.minor}.
minor := ${options.kubernetesVersion.minor}
${
  parameters
    ? `
defaults := ${regoValue(parameters)}

parameters(_) := object.union(defaults, object.get(input, "parameters", {}))
`
    : ''
}`;
}

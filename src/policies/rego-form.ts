import { type Check, STANDARD_IDS } from '../checks/index.ts';
import { emitScalar } from '../formats/index.ts';
import { type ExportOptions, parametersOf } from './export-options.ts';
import { librariesOf, libraryText, SOURCE_LIBRARY } from './library.ts';
import { packageOf } from './names.ts';
import { POLICY_TEXTS } from './policy-texts.ts';

/** A file of an export, by its path from the folder that is written. */
export interface ExportedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Policies as modules of Rego: one for each check, the libraries they use, and `main.rego`, which asks all of them about each object in the
 * input and tells failures from warnings, as Conftest wants it.
 */
export function regoFiles(checks: readonly Check[], options: ExportOptions): readonly ExportedFile[] {
  const policies = checks.map((check) => ({ check, text: policyText(check) }));
  const libraries = librariesOf(policies.map(({ text }) => text).join('\n'));
  return [
    { path: 'main.rego', text: mainModule(checks, options) },
    ...libraries.map((name) => ({
      path: `lib/${name.replaceAll('_', '-')}.rego`,
      text: name === SOURCE_LIBRARY ? sourceModule(checks, options) : libraryText(name),
    })),
    ...policies.map(({ check, text }) => ({ path: `${check.id}.rego`, text: `${annotation(check, options)}${text}` })),
  ];
}

/** The policy of a check, which must have one. */
export function policyText({ id }: Check): string {
  const text = POLICY_TEXTS[id];
  if (text === undefined) throw new Error(`${id} has no policy`);
  return text;
}

/** https://www.openpolicyagent.org/docs/policy-language#metadata */
function annotation(check: Check, options: ExportOptions): string {
  const standards = STANDARD_IDS.flatMap((id) => (check.standards[id] ?? []).map((requirement) => `${id}:${requirement}`));
  return [
    '# METADATA',
    `# title: ${emitScalar(check.title, false)}`,
    `# description: ${emitScalar(check.why, false)}`,
    '# custom:',
    `#   check: ${check.id}`,
    `#   severity: ${severityOf(check, options)}`,
    `#   remedy: ${emitScalar(check.remedy, false)}`,
    `#   standards: [${standards.map((text) => JSON.stringify(text)).join(', ')}]`,
    '',
  ].join('\n');
}

function severityOf(check: Check, { severities }: ExportOptions): string {
  return severities[check.id] ?? check.severity;
}

function mainModule(checks: readonly Check[], options: ExportOptions): string {
  const table = (valueOf: (check: Check) => string): string =>
    checks.map((check) => `\t${JSON.stringify(check.id)}: ${valueOf(check)},\n`).join('');
  return `# Asks every policy about every object of the input. Failures are deny, weaknesses of low severity are warn.
package main

deny contains finding if {
	some finding in findings
	finding.details.severity in failing
}

warn contains finding if {
	some finding in findings
	not finding.details.severity in failing
}

failing := {"critical", "high", "medium"}

# One question about all verdicts of an object, so that what the policies share is found once.
findings contains about(check, manifest, found) if {
	some manifest in manifests
	some check, violations in verdicts with input as manifest
	some found in violations
}

about(check, manifest, found) := {
	"msg": sprintf("%s %s: %s (%s)", [
		object.get(manifest, "kind", "object"),
		object.get(manifest, ["metadata", "name"], "without a name"),
		found.msg,
		check,
	]),
	"details": object.union({"check": check, "severity": severities[check]}, found.details),
}

manifests contains input if not is_list

manifests contains item if {
	is_list
	some item in input.items
}

# Several files at once, as conftest test --combine gives them.
manifests contains file.contents if {
	is_array(input)
	some file in input
}

is_list if is_array(input)

is_list if {
	endswith(input.kind, "List")
	is_array(input.items)
}

verdicts := {
${table(({ id }) => `data.${packageOf(id)}.violation`)}}

severities := {
${table((check) => JSON.stringify(severityOf(check, options)))}}
`;
}

/** The input is the object. */
function sourceModule(checks: readonly Check[], options: ExportOptions): string {
  const parameters = checks.flatMap((check) => {
    const values = parametersOf(check, options);
    return values ? [[check.id, values] as const] : [];
  });
  const lines = parameters.map(([id, values]) => `\t${JSON.stringify(id)}: ${regoValue(values)},\n`);
  return `# Where the object and the parameters come from.
package lib.seawall.source

manifest := input

# The release of Kubernetes that is judged by: 1.${options.kubernetesVersion.minor}.
minor := ${options.kubernetesVersion.minor}
${
  parameters.length === 0
    ? ''
    : `
defaults := {
${lines.join('')}}

# Data under seawall.parameters changes them, by the name of the check.
default given := {}

given := data.seawall.parameters

parameters(check) := object.union(defaults[check], object.get(given, check, {}))
`
}`;
}

/** A value as the formatter of Rego writes it on one line. */
export function regoValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(regoValue).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${regoValue(member)}`)
    .join(', ')}}`;
}

import { type Check, requirementsOf, requirementTitle, STANDARD_IDS, STANDARDS, type StandardId } from '../checks/index.ts';
import type { Severity } from '../core/index.ts';

/** Checks as SARIF rules, and the standards they answer to as taxonomies (section 3.19.3): rules point into the lists of taxa. */
export interface SarifRules {
  readonly rules: readonly Record<string, unknown>[];
  readonly taxonomies: readonly Record<string, unknown>[];
  /** References to `taxonomies`, as the driver lists them. */
  readonly supportedTaxonomies: readonly Record<string, unknown>[];
}

export function describeRules(checks: readonly Check[]): SarifRules {
  const taxonomies = taxonomiesOf(checks);
  return {
    rules: checks.map((check) => ruleOf(check, taxonomies)),
    taxonomies: taxonomies.map(({ id, requirements }) => ({
      name: STANDARDS[id].title,
      informationUri: STANDARDS[id].url,
      isComprehensive: false,
      taxa: requirements.map((requirement) => ({
        id: requirement,
        shortDescription: { text: requirementTitle(id, requirement) ?? requirement },
      })),
    })),
    supportedTaxonomies: taxonomies.map(({ id }, index) => ({ name: STANDARDS[id].title, index })),
  };
}

export function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  return severity === 'critical' || severity === 'high' ? 'error' : severity === 'medium' ? 'warning' : 'note';
}

/** Scores that GitHub shows as critical (9.0 and above), high (7.0), medium (4.0) and low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0', info: '0.5' };

interface Taxonomy {
  readonly id: StandardId;
  readonly requirements: readonly string[];
}

/** The requirements that these checks answer to, in the order of their standard. */
function taxonomiesOf(checks: readonly Check[]): Taxonomy[] {
  return STANDARD_IDS.flatMap((id) => {
    const used = new Set(checks.flatMap(({ standards }) => standards[id] ?? []));
    const known = requirementsOf(id).filter((requirement) => used.has(requirement));
    const requirements = [...new Set([...known, ...used])];
    return requirements.length > 0 ? [{ id, requirements }] : [];
  });
}

function ruleOf(check: Check, taxonomies: readonly Taxonomy[]): Record<string, unknown> {
  const relationships = taxonomies.flatMap(({ id, requirements }, index) =>
    (check.standards[id] ?? []).map((requirement) => ({
      target: { id: requirement, index: requirements.indexOf(requirement), toolComponent: { name: STANDARDS[id].title, index } },
      kinds: ['relevant'],
    })),
  );
  return {
    id: check.id,
    name: check.id.replace(/(?:^|[/-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: check.title },
    fullDescription: { text: check.why },
    help: { text: `${check.why}\n\nRemedy: ${check.remedy}`, markdown: helpMarkdown(check) },
    defaultConfiguration: { level: levelOf(check.severity) },
    ...(relationships.length > 0 ? { relationships } : {}),
    properties: {
      'security-severity': SECURITY_SEVERITY[check.severity],
      tags: ['security', 'kubernetes', ...Object.keys(check.standards)],
    },
  };
}

function helpMarkdown({ why, remedy, standards }: Check): string {
  const requirements = STANDARD_IDS.flatMap((id) =>
    (standards[id] ?? []).map((requirement) => `- ${STANDARDS[id].title} ${requirement}: ${requirementTitle(id, requirement) ?? ''}`),
  );
  return `${why}\n\n**Remedy:** ${remedy}${requirements.length > 0 ? `\n\n${requirements.join('\n')}` : ''}`;
}

import { type Finding, severityOf } from './report.ts';

export const FACET_NAMES = ['severity', 'standard', 'requirement', 'namespace', 'kind', 'file', 'check'] as const;

export type FacetName = (typeof FACET_NAMES)[number];

/** What a finding in no namespace is filed under; a namespace cannot be called so. */
export const NO_NAMESPACE = '(none)';

/** The values under which a finding can be chosen. A requirement is named with its standard: `cis:5.2.2`. */
export function facetValues(finding: Finding, name: FacetName): readonly string[] {
  switch (name) {
    case 'severity':
      return single(severityOf(finding));
    case 'standard':
      return standardsOf(finding).standards;
    case 'requirement':
      return standardsOf(finding).requirements;
    case 'namespace':
      return single(finding.subject.namespace === '' ? NO_NAMESPACE : finding.subject.namespace);
    case 'kind':
      return single(finding.subject.kind);
    case 'file':
      return single(finding.file);
    default:
      return single(finding.check.id);
  }
}

const singles = new Map<string, readonly [string]>();

/** Findings come by the ten thousand; a list of one value is made once. */
function single(value: string): readonly string[] {
  let list = singles.get(value);
  if (!list) singles.set(value, (list = [value]));
  return list;
}

interface Standards {
  readonly standards: readonly string[];
  readonly requirements: readonly string[];
}

const standards = new Map<string, Standards>();

function standardsOf({ check }: Finding): Standards {
  let known = standards.get(check.id);
  if (!known) {
    const entries = Object.entries(check.standards);
    known = {
      standards: entries.map(([id]) => id),
      requirements: entries.flatMap(([id, numbers]) => numbers.map((number) => `${id}:${number}`)),
    };
    standards.set(check.id, known);
  }
  return known;
}

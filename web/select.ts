import { FACET_NAMES, type FacetName, facetValues } from './facets.ts';
import { type Finding, placeLabel, severityOf } from './report.ts';
import type { View } from './view.ts';

export type FacetCounts = Readonly<Record<FacetName, ReadonlyMap<string, number>>>;

export interface Selection {
  readonly findings: readonly Finding[];
  /** How many findings each value of each filter would show, all other filters being as they are. */
  readonly counts: FacetCounts;
}

/** One pass over all findings: one that fails a single filter counts only for the values of that filter. */
export function selectFindings(all: readonly Finding[], { query, chosen }: Pick<View, 'query' | 'chosen'>): Selection {
  const terms = termsOf(query);
  const wanted = FACET_NAMES.map((name) => new Set(chosen[name]));
  const counts = FACET_NAMES.map(() => new Map<string, number>());
  const findings: Finding[] = [];
  for (const finding of all) {
    if (!matches(finding, terms)) continue;
    const values = FACET_NAMES.map((name) => facetValues(finding, name));
    let failing = -1;
    let fails = 0;
    for (const [facet, set] of wanted.entries()) {
      if (set.size === 0 || values[facet]?.some((value) => set.has(value))) continue;
      failing = facet;
      fails++;
    }
    if (fails > 1) continue;
    if (fails === 0) findings.push(finding);
    for (const [facet, map] of counts.entries()) {
      if (fails === 1 && facet !== failing) continue;
      for (const value of values[facet] ?? []) map.set(value, (map.get(value) ?? 0) + 1);
    }
  }
  return { findings, counts: Object.fromEntries(FACET_NAMES.map((name, index) => [name, counts[index]])) as unknown as FacetCounts };
}

/** Words that must all occur; what stands in quotes is one of them. */
function termsOf(query: string): string[] {
  return [...query.toLowerCase().matchAll(/"([^"]+)"?|[^\s"]+/g)].map(([whole, quoted]) => quoted ?? whole);
}

const texts = new WeakMap<Finding, string>();

function matches(finding: Finding, terms: readonly string[]): boolean {
  if (terms.length === 0) return true;
  let text = texts.get(finding);
  if (text === undefined) texts.set(finding, (text = searchText(finding)));
  return terms.every((term) => text.includes(term));
}

function searchText(finding: Finding): string {
  const { check, subject, message, field, rest } = finding;
  const numbers = Object.entries(check.standards).flatMap(([id, list]) => list.map((number) => `${id}:${number}`));
  return [
    check.id,
    check.title,
    severityOf(finding),
    subject.label,
    subject.apiVersion,
    message,
    field,
    placeLabel(finding),
    ...Object.values(check.aliases).flat(),
    ...numbers,
    ...(rest.evidence ?? []),
    ...(rest.worlds ?? []),
    rest.accepted?.reason ?? '',
    finding.fingerprint,
  ]
    .join('\n')
    .toLowerCase();
}

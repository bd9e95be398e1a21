import { FACET_NAMES, type FacetName } from './facets.ts';

export type Grouping = 'weakness' | 'workload' | 'file';

/** Everything that decides what is shown. All of it lives in the hash of the address, so that a link shows the same. */
export interface View {
  readonly query: string;
  readonly chosen: Readonly<Record<FacetName, readonly string[]>>;
  readonly grouping: Grouping;
  readonly isAccepted: boolean;
  /** The fingerprint of the opened finding. */
  readonly opened: string | undefined;
}

export function readView(hash: string): View {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const grouping = values.get('group');
  const chosen = Object.fromEntries(FACET_NAMES.map((name) => [name, values.getAll(name)])) as Record<FacetName, string[]>;
  return {
    query: values.get('q') ?? '',
    chosen,
    grouping: grouping === 'workload' || grouping === 'file' ? grouping : 'weakness',
    isAccepted: values.get('show') === 'accepted',
    opened: values.get('finding') ?? undefined,
  };
}

export function writeView({ query, chosen, grouping, isAccepted, opened }: View): string {
  const values = new URLSearchParams();
  if (query !== '') values.set('q', query);
  for (const name of FACET_NAMES) for (const value of chosen[name]) values.append(name, value);
  if (grouping !== 'weakness') values.set('group', grouping);
  if (isAccepted) values.set('show', 'accepted');
  if (opened !== undefined) values.set('finding', opened);
  const text = values.toString();
  return text === '' ? '' : `#${text}`;
}

export function isNarrowed({ query, chosen }: View): boolean {
  return query.trim() !== '' || FACET_NAMES.some((name) => chosen[name].length > 0);
}

export function withoutFilters(view: View): View {
  return { ...view, query: '', chosen: readView('').chosen };
}

/** Adds or removes one value of a filter. */
export function toggleChoice(view: View, name: FacetName, value: string): View {
  const values = view.chosen[name];
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  return { ...view, chosen: { ...view.chosen, [name]: next } };
}

export function onlyChoice(view: View, name: FacetName, value: string): View {
  return { ...view, chosen: { ...view.chosen, [name]: [value] } };
}

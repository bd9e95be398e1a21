/** Everything that decides what is shown. All of it lives in the hash of the address, so that a link shows the same. */
export interface View {
  readonly query: string;
  readonly namespaces: readonly string[];
  readonly policies: readonly string[];
  /** As somebody typed it: `443`, `53/UDP`. */
  readonly port: string;
  readonly only: Only;
  readonly isTable: boolean;
  /** The id of an end, or of two with `>` between them. */
  readonly chosen: string | undefined;
  /** Groups that are not as they would be by themselves. */
  readonly toggled: readonly string[];
  /** Which of several alternatives. */
  readonly world: number;
}

export type Only = 'all' | 'internet' | 'perhaps';

export function readView(hash: string): View {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const only = values.get('only');
  return {
    query: values.get('q') ?? '',
    namespaces: values.getAll('namespace'),
    policies: values.getAll('policy'),
    port: values.get('port') ?? '',
    only: only === 'internet' || only === 'perhaps' ? only : 'all',
    isTable: values.get('view') === 'table',
    chosen: values.get('show') ?? undefined,
    toggled: values.getAll('fold'),
    world: Number(values.get('world') ?? 0) || 0,
  };
}

export function writeView({ query, namespaces, policies, port, only, isTable, chosen, toggled, world }: View): string {
  const values = new URLSearchParams();
  if (query !== '') values.set('q', query);
  for (const one of namespaces) values.append('namespace', one);
  for (const one of policies) values.append('policy', one);
  if (port !== '') values.set('port', port);
  if (only !== 'all') values.set('only', only);
  if (isTable) values.set('view', 'table');
  for (const one of toggled) values.append('fold', one);
  if (world !== 0) values.set('world', String(world));
  if (chosen !== undefined) values.set('show', chosen);
  const text = values.toString();
  return text === '' ? '' : `#${text}`;
}

export function isNarrowed({ query, namespaces, policies, port, only }: View): boolean {
  return query.trim() !== '' || namespaces.length > 0 || policies.length > 0 || port.trim() !== '' || only !== 'all';
}

export function withoutFilters(view: View): View {
  return { ...view, query: '', namespaces: [], policies: [], port: '', only: 'all' };
}

export function isStep(before: View, after: View): boolean {
  return before.chosen === undefined && after.chosen !== undefined;
}

export function toggle(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

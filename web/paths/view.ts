/** Everything that decides what is shown. All of it lives in the hash of the address, so that a link shows the same. */
export interface View {
  readonly query: string;
  readonly kinds: readonly string[];
  readonly targets: readonly string[];
  readonly namespaces: readonly string[];
  readonly techniques: readonly string[];
  /** Only paths that hang on nothing that nobody knows. */
  readonly isSure: boolean;
  readonly tab: Tab;
  /** The position of the path that is told. */
  readonly story: number | undefined;
  /** Whether nothing but that path is drawn. */
  readonly isAlone: boolean;
  /** The id of a part of the picture. */
  readonly chosen: string | undefined;
  /** Groups of equal things that are not as they would be by themselves. */
  readonly toggled: readonly string[];
  /** Which of several alternatives. */
  readonly world: number;
}

export type Tab = 'graph' | 'matrix' | 'fix';

const LISTS = [
  ['from', 'kinds'],
  ['to', 'targets'],
  ['namespace', 'namespaces'],
  ['technique', 'techniques'],
  ['fold', 'toggled'],
] as const;

export function readView(hash: string): View {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const tab = values.get('view');
  const story = values.get('path');
  return {
    query: values.get('q') ?? '',
    kinds: values.getAll('from'),
    targets: values.getAll('to'),
    namespaces: values.getAll('namespace'),
    techniques: values.getAll('technique'),
    isSure: values.has('sure'),
    tab: tab === 'matrix' || tab === 'fix' ? tab : 'graph',
    story: story !== null && /^\d{1,9}$/.test(story) ? Number(story) : undefined,
    isAlone: values.has('alone'),
    chosen: values.get('show') ?? undefined,
    toggled: values.getAll('fold'),
    world: Number(values.get('world') ?? 0) || 0,
  };
}

export function writeView(view: View): string {
  const values = new URLSearchParams();
  if (view.query !== '') values.set('q', view.query);
  for (const [name, key] of LISTS) for (const one of view[key]) values.append(name, one);
  if (view.isSure) values.set('sure', '');
  if (view.tab !== 'graph') values.set('view', view.tab);
  if (view.world !== 0) values.set('world', String(view.world));
  if (view.isAlone) values.set('alone', '');
  if (view.story !== undefined) values.set('path', String(view.story));
  if (view.chosen !== undefined) values.set('show', view.chosen);
  const text = values.toString();
  return text === '' ? '' : `#${text}`;
}

export function isNarrowed({ query, kinds, targets, namespaces, techniques, isSure }: View): boolean {
  return query.trim() !== '' || isSure || [kinds, targets, namespaces, techniques].some(({ length }) => length > 0);
}

export function withoutFilters(view: View): View {
  return { ...view, query: '', kinds: [], targets: [], namespaces: [], techniques: [], isSure: false };
}

export function isStep(before: View, after: View): boolean {
  const isShown = (view: View): boolean => view.chosen !== undefined || view.story !== undefined;
  return !isShown(before) && isShown(after);
}

export function toggle(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

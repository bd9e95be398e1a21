import type { Counted } from '../facet.tsx';
import { type Model, START_KINDS, type Story, takes } from './model.ts';
import type { View } from './view.ts';

export type FacetKey = 'kinds' | 'targets' | 'namespaces' | 'techniques';

export const FACETS: readonly (readonly [FacetKey, string])[] = [
  ['kinds', 'Start'],
  ['targets', 'Target'],
  ['namespaces', 'Namespace'],
  ['techniques', 'Technique'],
];

/** What a path has of a filter. */
function valuesOf(story: Story, key: FacetKey): Iterable<string> {
  switch (key) {
    case 'kinds':
      return [story.kind];
    case 'targets':
      return [story.goal];
    case 'namespaces':
      return story.namespaces;
    case 'techniques':
      return story.techniques;
  }
}

function fits(story: Story, key: FacetKey, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  if (key === 'techniques') return wanted.some((one) => takes(story, one));
  return [...valuesOf(story, key)].some((one) => wanted.includes(one));
}

/** The paths that every filter lets through, in their order. */
export function select(model: Model, view: View): readonly Story[] {
  const terms = view.query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = terms.map((term) => model.world.steps.map((_, step) => model.textOf(step).includes(term)));
  return model.stories.filter(
    (story) =>
      (!view.isSure || story.unknowns === 0) &&
      FACETS.every(([key]) => fits(story, key, view[key])) &&
      terms.every(
        (term, at) =>
          story.all.some((step) => found[at]?.[step]) || `${story.starts.join('\n')}\n${story.goal}`.toLowerCase().includes(term),
      ),
  );
}

/** How many paths there are for each value of a filter. */
export function countValues(model: Model, key: FacetKey): readonly Counted[] {
  const counts = new Map<string, number>();
  for (const story of model.stories) for (const value of valuesOf(story, key)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const rank = (value: string): number => (key === 'kinds' ? Object.keys(START_KINDS).indexOf(value) : 0);
  return [...counts].sort(([a, x], [b, y]) => rank(a) - rank(b) || y - x || (a < b ? -1 : 1));
}

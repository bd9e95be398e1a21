import { type JsonObject, namesOf } from '../match/index.ts';
import { readMutators } from '../mutation/index.ts';
import type { ObjectProblem } from '../object-problem.ts';
import { type ExpandResult, expand } from './expand.ts';
import { readExpansions } from './read-expansions.ts';

/** What controllers make of objects, by the ExpansionTemplates, mutators and Namespaces among others. */
export interface Expander {
  readonly expand: (object: JsonObject) => ExpandResult;
  /** What is wrong with the templates and mutators. */
  readonly problems: readonly ObjectProblem[];
}

export function createExpander(objects: readonly JsonObject[]): Expander {
  const { expansions, problems } = readExpansions(objects);
  const { mutators, problems: others } = readMutators(objects);
  const namespaces = namespacesIn(objects);
  return { expand: (object) => expand(object, { expansions, mutators, namespaces }), problems: [...problems, ...others] };
}

/** The Namespaces among objects, by their names. */
export function namespacesIn(objects: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  return new Map(
    objects.flatMap((object) => {
      const { group, kind, name } = namesOf(object);
      return group === '' && kind === 'Namespace' ? [[name, object] as const] : [];
    }),
  );
}

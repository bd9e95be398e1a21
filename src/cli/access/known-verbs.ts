import type { KnownVerbs } from '../../engines/rbac/index.ts';
import { VIRTUAL_RESOURCES } from '../../kubernetes/index.ts';
import type { AccessState } from './read-access.ts';

/** Every resource of the cluster with its verbs; subresources by themselves, and the words that only authorizers know. */
export function knownVerbs({ resources }: AccessState): readonly KnownVerbs[] {
  return [
    ...resources.flatMap(({ group, resource, verbs, subresources }) => [
      { group, resource, verbs },
      ...subresources.map((one) => ({ group, resource: `${resource}/${one.name}`, verbs: one.verbs })),
    ]),
    ...VIRTUAL_RESOURCES,
  ];
}

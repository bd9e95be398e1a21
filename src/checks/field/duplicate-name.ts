import type { FieldPath } from '../../core/index.ts';
import { type Check, defineCheck, type Violation } from '../define.ts';

interface Named {
  readonly name: string | undefined;
  readonly path: FieldPath;
}

/** The later items whose name an earlier one has. */
function* repeated(items: Iterable<Named>, say: (name: string) => string): Generator<Violation> {
  const seen = new Set<string>();
  for (const { name, path } of items) {
    if (name === undefined) continue;
    if (seen.has(name)) yield { path, message: say(name) };
    seen.add(name);
  }
}

function namesOf(list: readonly { readonly name?: string }[] | undefined, path: FieldPath): Named[] {
  return (list ?? []).map(({ name }, index) => ({ name, path: [...path, index] }));
}

export const duplicateName: Check = defineCheck({
  id: 'field/duplicate-name',
  title: 'Two items of a list share their name',
  severity: 'medium',
  on: 'pod',
  why: 'Of two variables with one name the last counts; two containers or volumes with one name, or two mounts at one place, are refused.',
  remedy: 'Rename one of them, or remove the one that is not meant.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: { 'kube-linter': ['duplicate-env-var'], 'kube-score': ['environment-variable-key-duplication'] },
  unseen: 'None of the published manifests that were looked at does this.',
  *evaluate({ pod }) {
    // Containers of all three lists share one set of names.
    yield* repeated(
      pod.containers.map(({ spec, path }) => ({ name: spec.name, path })),
      (name) => `a second container is named ${name}`,
    );
    yield* repeated(namesOf(pod.spec.volumes, [...pod.path, 'volumes']), (name) => `a second volume is named ${name}`);
    for (const { name: container, path, spec } of pod.containers) {
      yield* repeated(
        namesOf(spec.env, [...path, 'env']),
        (name) => `container ${container} sets ${name} a second time, and this one counts`,
      );
      yield* repeated(
        (spec.volumeMounts ?? []).map(({ mountPath }, index) => ({ name: mountPath, path: [...path, 'volumeMounts', index] })),
        (name) => `container ${container} mounts a second volume at ${name}`,
      );
      yield* repeated(namesOf(spec.ports, [...path, 'ports']), (name) => `a second port of container ${container} is named ${name}`);
    }
  },
});

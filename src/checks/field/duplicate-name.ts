import type { FieldPath } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

/** The later items whose name an earlier one has. */
function* repeated(names: readonly (string | undefined)[], path: FieldPath, what: string): Generator<{ path: FieldPath; message: string }> {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (name === undefined) continue;
    if (seen.has(name)) yield { path: [...path, index], message: `a second ${what} is named ${name}` };
    seen.add(name);
  }
}

export const duplicateName: Check = defineCheck({
  id: 'field/duplicate-name',
  title: 'Two items of a list share their name',
  severity: 'medium',
  on: 'pod',
  why: 'Of two variables with one name the last counts; two containers, volumes or ports with one name are refused.',
  remedy: 'Rename one of them, or remove the one that is not meant.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: { 'kube-linter': ['duplicate-env-var'], 'kube-score': ['environment-variable-key-duplication'] },
  unseen: 'None of the published manifests that were looked at does this.',
  *evaluate({ pod }) {
    yield* repeated(
      (pod.spec.containers ?? []).map(({ name }) => name),
      [...pod.path, 'containers'],
      'container',
    );
    yield* repeated(
      (pod.spec.volumes ?? []).map(({ name }) => name),
      [...pod.path, 'volumes'],
      'volume',
    );
    for (const { path, spec } of pod.containers) {
      yield* repeated(
        (spec.env ?? []).map(({ name }) => name),
        [...path, 'env'],
        'variable',
      );
      yield* repeated(
        (spec.volumeMounts ?? []).map(({ mountPath }) => mountPath),
        [...path, 'volumeMounts'],
        'mount',
      );
    }
  },
});

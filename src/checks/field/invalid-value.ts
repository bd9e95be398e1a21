import { didYouMean, type FieldPath, formatFieldPath, valueAt } from '../../core/index.ts';
import { type Check, defineCheck, type Violation } from '../define.ts';
import { type Choice, CONTAINER_CHOICES, OBJECT_CHOICES, POD_CHOICES } from './choices.ts';

/** The texts at a path whose `*` stands for every item of a list. The empty text stands for the default. */
function* textsAt(value: unknown, pattern: FieldPath, at: FieldPath): Generator<readonly [FieldPath, string]> {
  const [step, ...rest] = pattern;
  if (step === undefined) {
    if (typeof value === 'string' && value !== '') yield [at, value];
  } else if (step !== '*') {
    yield* textsAt(valueAt(value, [step]), rest, [...at, step]);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsAt(item, rest, [...at, index]);
  }
}

function* wrongChoices(value: unknown, choices: readonly Choice[], root: FieldPath): Generator<Violation> {
  for (const { path: pattern, values } of choices) {
    for (const [path, text] of textsAt(valueAt(value, root), pattern, root)) {
      if (values.includes(text)) continue;
      const nearest = didYouMean(text, values);
      const field = formatFieldPath(path.slice(root.length));
      const choice = values.length === 1 ? `it must be ${values[0]}` : `it is one of ${values.join(', ')}`;
      yield { path, message: `${field} cannot be "${text}"; ${nearest ? `did you mean ${nearest}?` : choice}` };
    }
  }
}

export const invalidValue: Check = defineCheck({
  id: 'field/invalid-value',
  title: 'Value that Kubernetes refuses',
  severity: 'medium',
  on: 'object',
  kinds: ['*'],
  why: 'The API server compares letter by letter: always is not Always, and the object is refused; a policy that is refused protects nothing.',
  remedy: 'Use one of the values that are named.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'Manifests that are published work, so their values are right.',
  *evaluate({ object }) {
    const own = OBJECT_CHOICES[`${object.group}/${object.kind}`] ?? [];
    // A job says its restart policy itself, since the default of a pod is none that it may have.
    const hasOwnPolicy = own.some(({ path }) => path.at(-1) === 'restartPolicy');
    yield* wrongChoices(object.value, own, []);
    for (const pod of object.pods) {
      const choices = hasOwnPolicy ? POD_CHOICES.filter(({ path }) => path[0] !== 'restartPolicy') : POD_CHOICES;
      yield* wrongChoices(object.value, choices, pod.path);
      if (object.group === 'batch' && hasOwnPolicy && pod.spec.restartPolicy === undefined)
        yield { path: [...pod.path, 'restartPolicy'], message: `a ${object.kind} must set restartPolicy to OnFailure or Never` };
      for (const { path } of pod.containers) yield* wrongChoices(object.value, CONTAINER_CHOICES, path);
    }
  },
});

import { isRecord, recordAt, valueAt } from '../../core/index.ts';
import {
  createExpander,
  createReviewer,
  type JsonObject,
  namesOf,
  readConstraints,
  requestFor,
  type Violation,
} from '../../engines/gatekeeper/index.ts';
import type { HostOptions } from '../../engines/rego/index.ts';
import type { InventoryObject, World } from '../../inventory/index.ts';
import type { PodView } from '../../kubernetes/index.ts';
import { rememberByWorld } from '../unread-kinds.ts';
import type { ConstraintJudge, ConstraintVerdict, ConstraintVerdicts } from './constraint-judge.ts';

/**
 * Asks the constraints of a world about its objects, and about the pods that its workloads will make, since these are what most constraints
 * are for. Both the webhook's and the audit's enforcement count. Policies see `now` as the time, and the same chance in every run.
 */
export function createJudge(now: Date): ConstraintJudge {
  return rememberByWorld((world) => judgeWorld(world, { now: BigInt(now.getTime()) * 1_000_000n, seed: 'seawall' }));
}

function judgeWorld(world: World, host: HostOptions): ConstraintVerdicts {
  const { objects } = world;
  const values = new Map<InventoryObject, JsonObject>(objects.map((object) => [object, withNamespace(object)]));
  const objectOf = new Map<JsonObject, InventoryObject>([...values].map(([object, value]) => [value, object]));
  const { constraints, templates, faulty } = readConstraints([...values.values()]);
  const faults = new Map(
    faulty.map(({ object, faults: found }) => [
      objectOf.get(object),
      found.map(({ kind, path, message, hint }) => ({
        path,
        message: kind === 'not evaluated' ? message : `${kind}: ${message}`,
        ...(hint !== undefined && { hint }),
        // A template may stand elsewhere, and be right.
        isUndecided: kind === 'not evaluated' || kind === 'missing ConstraintTemplate',
      })),
    ]),
  );
  const constraintOf = new Map(constraints.map((constraint) => [constraint, objectOf.get(constraint.source)]));
  const templateOf = new Map([...templates.values()].map((template) => [template, objectOf.get(template.source)]));
  const reviewer = createReviewer(constraints, {
    inventory: [...values.values()].map(withNameLabel),
    points: ['validation.gatekeeper.sh', 'audit.gatekeeper.sh'],
    host,
  });
  const verdict = (violation: Violation, pod: PodView | undefined): readonly ConstraintVerdict[] => {
    const constraint = constraintOf.get(violation.constraint);
    const template = templateOf.get(violation.constraint.template);
    if (!constraint || !template) return [];
    const { message, actions } = violation;
    return [{ constraint, template, message, actions, ...(pod && { pod: pod.path }), isUndecided: violation.failed !== undefined }];
  };
  const expander = createExpander([...values.values()]);
  return {
    faultsOf: (object) => faults.get(object) ?? [],
    about: (object) => {
      const value = values.get(object);
      if (!value || constraints.length === 0) return [];
      const own = reviewer.review(requestFor(value), { source: 'Original' }).flatMap((violation) => verdict(violation, undefined));
      const implied = object.pods
        .filter(({ isTemplate }) => isTemplate)
        .flatMap((pod) =>
          reviewer.review(requestFor(podOf(value, pod)), { source: 'Original' }).flatMap((violation) => verdict(violation, pod)),
        );
      const made = expander
        .expand(value)
        .resources.flatMap(({ object: generated }) =>
          reviewer.review(requestFor(generated), { source: 'Generated' }).flatMap((violation) => verdict(violation, object.pods[0])),
        );
      // A constraint that knows workloads has said it about the workload itself.
      const said = new Set<string>();
      return [...own, ...implied, ...made].filter(({ constraint, message }) => {
        const key = `${constraint.kind}/${constraint.name}\n${message}`;
        return !said.has(key) && said.add(key);
      });
    },
  };
}

/** The object as it will stand in the cluster: in the namespace that it is installed into. */
function withNamespace({ value, namespace }: InventoryObject): JsonObject {
  if (namespace === undefined || valueAt(value, ['metadata', 'namespace']) !== undefined) return value;
  return { ...value, metadata: { ...recordAt(value, 'metadata'), namespace } };
}

/** Every Namespace of a cluster has a label with its name. */
function withNameLabel(object: JsonObject): JsonObject {
  const { group, kind, name } = namesOf(object);
  if (group !== '' || kind !== 'Namespace') return object;
  const metadata = recordAt(object, 'metadata');
  return { ...object, metadata: { ...metadata, labels: { ...recordAt(metadata, 'labels'), 'kubernetes.io/metadata.name': name } } };
}

/** A pod as the controller of a workload will send it to the API server. */
function podOf(workload: JsonObject, { metadata, spec }: PodView): JsonObject {
  const { name, namespace } = namesOf(workload);
  const own = isRecord(metadata) ? metadata : {};
  const generateName = `${name}-`;
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...own, generateName, ...(namespace !== undefined && { namespace }) }, spec };
}

import { type FieldPath, isRecord, valueAt } from '../core/index.ts';
import { conform, POD_SPEC, type PodMetadata, type PodSpec, type PodView, type ShapeError, viewPod } from '../kubernetes/index.ts';

/** Where the built-in kinds keep their pod; the last step leads to the spec. */
const POD_PATHS: Readonly<Record<string, FieldPath>> = {
  '/Pod': ['spec'],
  '/PodTemplate': ['template', 'spec'],
  '/ReplicationController': ['spec', 'template', 'spec'],
  'apps/DaemonSet': ['spec', 'template', 'spec'],
  'apps/Deployment': ['spec', 'template', 'spec'],
  'apps/ReplicaSet': ['spec', 'template', 'spec'],
  'apps/StatefulSet': ['spec', 'template', 'spec'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  'batch/Job': ['spec', 'template', 'spec'],
};

/** Kinds whose content looks like pods and is not: schemas, data, and records of the past. */
const WITHOUT_PODS = new Set(['CustomResourceDefinition', 'ConfigMap', 'Secret', 'ControllerRevision', 'Event']);

const MAX_SEARCH_DEPTH = 10;

export interface FoundPods {
  readonly pods: readonly PodView[];
  /** What does not fit in templates found by shape; those of built-in kinds are found with their object. */
  readonly shapeErrors: readonly ShapeError[];
}

/**
 * Finds the pods of an object: by kind where Kubernetes defines it, else by shape, so that Argo Rollouts, Knative Services and any
 * other custom resource with a pod template are seen. A shape is a mapping with a `containers` list of which one member has an image.
 */
export function findPods(group: string, kind: string, isKnownKind: boolean, value: Readonly<Record<string, unknown>>): FoundPods {
  const path = POD_PATHS[`${group}/${kind}`];
  if (isKnownKind) {
    const spec = path && valueAt(value, path);
    return { pods: path && isRecord(spec) ? [viewAt(value, path, spec)] : [], shapeErrors: [] };
  }
  if (WITHOUT_PODS.has(kind)) return { pods: [], shapeErrors: [] };
  const pods: PodView[] = [];
  const shapeErrors: ShapeError[] = [];
  for (const found of searchShapes(value, [])) {
    const { value: spec, errors } = conform(valueAt(value, found), POD_SPEC, found);
    if (isRecord(spec)) pods.push(viewAt(value, found, spec));
    shapeErrors.push(...errors.filter((error) => error.kind === 'wrong-type'));
  }
  return { pods, shapeErrors };
}

function viewAt(root: unknown, path: FieldPath, spec: PodSpec): PodView {
  const metadataPath = [...path.slice(0, -1), 'metadata'];
  const metadata = valueAt(root, metadataPath);
  return viewPod(isRecord(metadata) ? (metadata as PodMetadata) : {}, spec, path, metadataPath);
}

function* searchShapes(value: unknown, path: (string | number)[]): Generator<FieldPath> {
  if (path.length > MAX_SEARCH_DEPTH || typeof value !== 'object' || value === null) return;
  if (isRecord(value) && isContainerList(value['containers'])) {
    yield [...path];
    return;
  }
  for (const [key, child] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    path.push(key);
    yield* searchShapes(child, path);
    path.pop();
  }
}

function isContainerList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isRecord) && value.some((item) => typeof item['image'] === 'string');
}

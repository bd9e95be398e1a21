import { type FieldPath, formatFieldPath, isRecord, type Problem, stringAt } from '../core/index.ts';
import { readYaml, type YamlDocument } from '../formats/index.ts';
import type { ShapeError } from '../kubernetes/index.ts';
import { buildObject } from './build-object.ts';
import type { InventoryObject, SourceText } from './object.ts';

export interface ReadObjects {
  readonly objects: readonly InventoryObject[];
  readonly problems: readonly Problem[];
  readonly documents: number;
  /** Documents that are neither objects of Kubernetes nor configuration of its components. */
  readonly foreign: number;
}

/** Reads every object of one text. What cannot be read becomes a problem with its position; the rest is read all the same. */
export function readObjects(file: SourceText, namespace: string | undefined): ReadObjects {
  const { documents, errors } = readYaml(file.text);
  const problems: Problem[] = errors.map((error) => ({
    code: error.isLimit ? 'limit' : 'unparsable',
    message: error.message,
    place: file.placeOf(error.offset, error.offset),
    ...hintFor(file.text),
  }));
  const objects: InventoryObject[] = [];
  let foreign = 0;
  for (const document of documents) {
    const before = objects.length + problems.length;
    collect(file, document, document.value, [], namespace, objects, problems);
    if (
      objects.length + problems.length === before &&
      document.value !== undefined &&
      document.value !== null &&
      !isEmptyList(document.value)
    )
      foreign++;
  }
  return { objects, problems, documents: documents.length + errors.length, foreign };
}

function hintFor(text: string): { hint: string } | undefined {
  if (!text.includes('{{')) return undefined;
  return { hint: 'it looks like a template; render it and pipe the result: helm template CHART | seawall scan -' };
}

function isEmptyList(value: unknown): boolean {
  return stringAt(value, 'kind')?.endsWith('List') === true;
}

/** Adds the object at `path` of the document, or the members of a list kind. */
function collect(
  file: SourceText,
  document: YamlDocument,
  value: unknown,
  path: FieldPath,
  namespace: string | undefined,
  objects: InventoryObject[],
  problems: Problem[],
): void {
  if (!isRecord(value)) return;
  const { apiVersion, kind, items } = value;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    for (const [index, item] of items.entries()) {
      collect(file, document, withListKind(item, apiVersion, kind), [...path, 'items', index], namespace, objects, problems);
    }
    return;
  }
  if (typeof apiVersion === 'string' && typeof kind === 'string' && apiVersion !== '' && kind !== '') {
    const object = readObject(file, document, value, path, apiVersion, kind, namespace);
    objects.push(object);
    for (const error of object.shapeErrors) if (error.kind === 'wrong-type') problems.push(describeWrongType(object, error));
    return;
  }
  const problem = describeForeign(file, document, value, path);
  if (problem) problems.push(problem);
}

function describeWrongType(object: InventoryObject, error: ShapeError & { readonly kind: 'wrong-type' }): Problem {
  return {
    code: 'bad-shape',
    message: `${formatFieldPath(error.path)} of ${object.kind} ${object.name} must be ${error.expected} and is ${error.found}; the API server refuses it, and checks see it as absent`,
    place: object.locate(error.path).place,
  };
}

/** Members of a typed list (`PodList`) may leave out what its kind already says. */
function withListKind(item: unknown, apiVersion: unknown, kind: string): unknown {
  if (kind === 'List' || !isRecord(item) || item['kind'] !== undefined) return item;
  return { apiVersion, kind: kind.slice(0, -'List'.length), ...item };
}

/** A mapping that claims to be an object and is not; anything else in YAML (values, CI files ...) is none of our business. */
function describeForeign(
  file: SourceText,
  document: YamlDocument,
  value: Readonly<Record<string, unknown>>,
  path: FieldPath,
): Problem | undefined {
  const hasApiVersion = value['apiVersion'] !== undefined;
  const hasKind = value['kind'] !== undefined;
  if (!hasKind || (!hasApiVersion && value['metadata'] === undefined && value['spec'] === undefined)) return undefined;
  const isVersionGood = typeof value['apiVersion'] === 'string' && value['apiVersion'] !== '';
  const field = hasApiVersion && isVersionGood ? 'kind' : 'apiVersion';
  const { start, end } = document.locate([...path, field]);
  return {
    code: 'not-evaluated',
    message: hasApiVersion
      ? `${field} must be a non-empty string, so this is no object of Kubernetes`
      : 'kind without apiVersion, so this is no object of Kubernetes',
    place: file.placeOf(start, end),
  };
}

function readObject(
  file: SourceText,
  document: YamlDocument,
  raw: Readonly<Record<string, unknown>>,
  prefix: FieldPath,
  apiVersion: string,
  kind: string,
  namespace: string | undefined,
): InventoryObject {
  return buildObject(raw, apiVersion, kind, namespace, {
    file,
    document,
    documentPath: prefix,
    duplicateKeys: document.duplicates.length === 0 ? [] : duplicatesWithin(document, prefix),
    locate: (path) => {
      const { start, end, exact } = document.locate(prefix.length === 0 ? path : [...prefix, ...path]);
      return { place: file.placeOf(start, end), exact };
    },
  });
}

function duplicatesWithin(document: YamlDocument, prefix: FieldPath): InventoryObject['duplicateKeys'] {
  return document.duplicates
    .filter(({ path }) => prefix.every((step, index) => path[index] === step))
    .map(({ path, offset }) => ({ path: path.slice(prefix.length), offset }));
}

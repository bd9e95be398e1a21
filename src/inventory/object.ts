import type { FieldPath, Place } from '../core/index.ts';
import type { DuplicateKey } from '../formats/index.ts';
import type { PodView, ShapeError } from '../kubernetes/index.ts';

/** An object of the cluster, or a configuration file of one of its components, as one text declares it. */
export interface InventoryObject {
  readonly apiVersion: string;
  /** The part of `apiVersion` before the slash; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** As declared, else the namespace an installation was asked to use; never set for kinds outside namespaces. */
  readonly namespace?: string;
  /** `metadata.name`; `generateName` followed by `*`; the file's name for component configuration, which has no metadata. */
  readonly name: string;
  /** The object without fields whose type does not fit its kind: what `shapeErrors` says about known kinds has been taken out. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly shapeErrors: readonly ShapeError[];
  /** Keys that stand more than once in one mapping, as paths from this object's root. */
  readonly duplicateKeys: readonly DuplicateKey[];
  /** Every pod in it: the pod itself, the template of a workload, templates inside custom resources. */
  readonly pods: readonly PodView[];
  readonly file: SourceText;
  /** Read back from a cluster: it carries defaults and status, and its text is nobody's to edit. */
  readonly isFromCluster?: true;
  /** The document it stands in, and its path there: empty, except for members of lists. */
  readonly document: { readonly index: number; readonly start: number; readonly end: number };
  readonly documentPath: FieldPath;
  locate(path: FieldPath): LocatedField;
}

export interface LocatedField {
  readonly place: Place;
  /** False where the field is absent and `place` is its nearest existing parent. */
  readonly exact: boolean;
}

/** A text that objects were read from. `lineAt` gives a line by its number, from 1, without its line break. */
export interface SourceText {
  readonly name: string;
  readonly text: string;

  placeOf(start: number, end: number): Place;
  lineAt(line: number): string | undefined;
  /** Whether a comment anywhere in the text asks to ignore something: most texts have none, and their lines need not be looked at. */
  readonly hasIgnores: boolean;
}

/** Groups an object with its alternatives: versions of an API are views of the same object, so the version is left out. */
export function identityOf(object: Pick<InventoryObject, 'group' | 'kind' | 'namespace' | 'name'>): string {
  return `${object.group}/${object.kind}/${object.namespace ?? ''}/${object.name}`;
}

import { type FieldPath, listAt } from '../../../core/index.ts';
import { type JsonObject, namesOf } from '../match/index.ts';
import { type ApplyTo, OPERATIONS, type Operation } from './mutator.ts';

/** More kinds than any cluster serves. */
const MAX_KINDS = 10_000;

export interface ApplyToMistake {
  readonly path: FieldPath;
  readonly message: string;
  /** Whether it is allowed, and yet does nothing. */
  readonly isNotice?: true;
}

export function readApplyTo(value: unknown): readonly ApplyTo[] {
  const texts = (entry: unknown, field: string): readonly string[] => listAt(entry, field).filter((text) => typeof text === 'string');
  return listAt(value, 'spec', 'applyTo').map((entry) => ({
    groups: texts(entry, 'groups'),
    versions: texts(entry, 'versions'),
    kinds: texts(entry, 'kinds'),
    operations: texts(entry, 'operations'),
  }));
}

/** What is wrong with the `applyTo` of a mutator. */
export function checkApplyTo(applyTo: readonly ApplyTo[]): readonly ApplyToMistake[] {
  if (applyTo.length === 0)
    return [{ path: ['spec', 'applyTo'], message: 'applyTo is missing: it has to name groups, versions and kinds' }];
  return applyTo.flatMap((entry, i): readonly ApplyToMistake[] => {
    const at = (...rest: FieldPath): FieldPath => ['spec', 'applyTo', i, ...rest];
    const mistakes: ApplyToMistake[] = [];
    for (const field of ['groups', 'versions', 'kinds'] as const) {
      if (entry[field].length === 0) {
        mistakes.push({ path: at(field), message: `applyTo[${i}].${field} is empty; the core group is written ""` });
      }
      if (entry[field].includes('*')) {
        mistakes.push({ path: at(field), message: `applyTo[${i}].${field} takes "*" for a name, and not for any`, isNotice: true });
      }
    }
    if (entry.groups.length * entry.versions.length * entry.kinds.length > MAX_KINDS) {
      mistakes.push({ path: at(), message: `applyTo[${i}] names more than ${MAX_KINDS} kinds` });
    }
    const { operations } = entry;
    if (new Set(operations).size < operations.length) {
      mistakes.push({ path: at('operations'), message: `applyTo[${i}].operations names an operation twice` });
    }
    if (operations.includes('*') && operations.length > 1) {
      mistakes.push({ path: at('operations'), message: `applyTo[${i}].operations names others beside "*", which is all of them` });
    }
    return mistakes;
  });
}

/** The operations that an entry is for. */
export function operationsOf({ operations }: ApplyTo): readonly Operation[] {
  if (operations.length === 0 || operations.includes('*')) return OPERATIONS;
  return OPERATIONS.filter((operation) => operations.includes(operation));
}

/**
 * Whether an entry takes objects of this kind with this operation. Where the operation is not known, only what is for all of them is taken.
 * https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/mutation/match/apply_to.go
 */
export function isAppliedTo(applyTo: readonly ApplyTo[], object: JsonObject, operation: Operation | undefined): boolean {
  return applyTo.some((entry) => {
    const operations = operationsOf(entry);
    return (
      appliesToKind(entry, object) && (operation === undefined ? operations.length === OPERATIONS.length : operations.includes(operation))
    );
  });
}

export function appliesToKind({ groups, versions, kinds }: Omit<ApplyTo, 'operations'>, object: JsonObject): boolean {
  const { group, version, kind } = namesOf(object);
  return groups.includes(group) && versions.includes(version) && kinds.includes(kind);
}

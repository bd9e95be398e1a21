import type { Evidence, FieldPath, Severity } from '../core/index.ts';
import type { Span } from '../formats/index.ts';
import type { ComponentName, World } from '../inventory/index.ts';
import type { KubernetesVersion } from '../kubernetes/index.ts';
import type { Fix } from './fixes.ts';
import type { ConstraintVerdicts } from './gatekeeper/constraint-judge.ts';
import type { Parameters, ParameterValues } from './parameters.ts';
import type { Aliases, StandardReferences } from './standards.ts';
import type { KindPattern, SubjectKind, Subjects } from './subjects.ts';

/** A weakness that a check saw. `path` starts at the root of the object, also for a field that should be there and is not. */
export interface Violation {
  readonly path: FieldPath;
  /** The part of the text concerned, where it is less than what `path` names: a word of an instruction. */
  readonly span?: Span;
  /** One sentence with the names and values at hand, without a full stop. Never a secret value. */
  readonly message: string;
  readonly evidence?: readonly Evidence[];
  /** Where this case is worse or better than the check's own severity. */
  readonly severity?: Severity;
}

/** A question that could not be answered, with the reason. */
export interface Undecided {
  readonly path: FieldPath;
  readonly span?: Span;
  readonly undecided: string;
}

export interface CheckContext<P extends Parameters = Parameters> {
  readonly parameters: ParameterValues<P>;
  /** The objects that stand in one cluster with the subject. Only checks with `scope: 'world'` may look at it. */
  readonly world: World;
  readonly kubernetesVersion: KubernetesVersion;
  /** What Gatekeeper's constraints of the world say; only where there are some. */
  readonly constraints?: ConstraintVerdicts;
  readonly now: Date;
}

interface CheckFields<S extends SubjectKind, P extends Parameters> {
  /** `folder/name`, never reused. */
  readonly id: string;
  /** What is wrong where it fires, as a heading: "Container runs privileged". */
  readonly title: string;
  readonly severity: Severity;
  readonly on: S;
  /** Why it matters: what an attacker or an accident can do with it. */
  readonly why: string;
  /** What to change, in words; YAML where that is shorter. */
  readonly remedy: string;
  readonly standards: StandardReferences;
  readonly aliases: Aliases;
  /** `world` for checks that compare the subject with other objects. */
  readonly scope?: 'world';
  readonly parameters?: P;
  /** Why neither the example nor the corpora show it firing, for the few checks where that is so. */
  readonly unseen?: string;
  evaluate(subject: Subjects[S], context: CheckContext<P>): Iterable<Violation | Undecided>;
  /** The change that takes a violation of this check away; `undefined` where it cannot be known without knowing the program. */
  fix?(violation: Violation, subject: Subjects[S], context: CheckContext<P>): Fix | undefined;
}

type SubjectFields<S extends SubjectKind> = S extends 'object'
  ? { readonly kinds: readonly KindPattern[] }
  : S extends 'component'
    ? { readonly components: readonly ComponentName[] }
    : unknown;

export type CheckDefinition<S extends SubjectKind = SubjectKind, P extends Parameters = Parameters> = CheckFields<S, P> & SubjectFields<S>;

/** A check whose subject and parameters are no longer of interest to the compiler: what the catalogue lists. */
export type Check = {
  [S in SubjectKind]: Omit<CheckFields<S, Parameters>, 'evaluate' | 'fix'> &
    SubjectFields<S> & {
      evaluate(subject: Subjects[S], context: CheckContext<never>): Iterable<Violation | Undecided>;
      fix?(violation: Violation, subject: Subjects[S], context: CheckContext<never>): Fix | undefined;
    };
}[SubjectKind];

/** Types a check by its subject and its parameters. */
export function defineCheck<const S extends SubjectKind, const P extends Parameters = Record<never, never>>(
  definition: CheckDefinition<S, P>,
): Check {
  return definition as unknown as Check;
}

import type { AttackClause, AttackPath, Ground, Premise } from '../../attack/index.ts';
import { formatSubjectName } from '../../engines/rbac/index.ts';
import { describeAction } from '../access/describe.ts';
import type { AttackState } from './read-attack.ts';

/** A step as it is told: what is done, what allows it, what else has to be so. */
export interface ToldStep {
  readonly clause: AttackClause;
  readonly says: string;
  /** Sentences with places. */
  readonly grounds: readonly { readonly text: string; readonly place: string | undefined }[];
  readonly premises: readonly Premise[];
}

/** Steps that an attacker takes; what follows by itself is told with the step that needs it. */
export function tellPath({ clauses }: AttackPath, state: AttackState): ToldStep[] {
  const byHead = new Map(clauses.map((clause) => [clause.head, clause]));
  return clauses
    .filter(({ step, says }) => step && says !== '')
    .map((clause) => ({
      clause,
      says: clause.says,
      premises: clause.premises,
      grounds: [
        ...clause.body.flatMap((fact) => grantsBehind(fact, byHead, state)),
        ...clause.grounds().map((ground) => place(ground, state)),
      ],
    }));
}

/** The grants by which a start holds what it is after, without any step. */
export function tellGrants({ clauses }: AttackPath, state: AttackState): ToldStep['grounds'] {
  const byHead = new Map(clauses.map((clause) => [clause.head, clause]));
  return (clauses.at(-1)?.body ?? []).flatMap((fact) => grantsBehind(fact, byHead, state));
}

function place({ text, object, path }: Ground, { placeOf }: AttackState): ToldStep['grounds'][number] {
  return { text, place: placeOf(object, path) };
}

/** The grants through which a fact of a body holds, where it is an allowed request. */
function grantsBehind(fact: number, byHead: ReadonlyMap<number, AttackClause>, state: AttackState): ToldStep['grounds'] {
  const clause = byHead.get(fact);
  if (!clause || clause.step) return [];
  if (clause.grant) {
    const { action, subject } = clause.grant;
    const [binding, role] = clause.grounds();
    return [
      {
        text: `${formatSubjectName(subject)} may ${describeAction(action)} ${binding?.text ?? ''}`,
        place: binding && state.placeOf(binding.object, binding.path),
      },
      ...(role ? [place(role, state)] : []),
    ];
  }
  return clause.body.flatMap((one) => grantsBehind(one, byHead, state));
}

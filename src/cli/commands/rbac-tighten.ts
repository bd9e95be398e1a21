import { type PolicyObject, type RuleUse, type Subject, tightenByUse, tightenToKnown, userOf } from '../../engines/rbac/index.ts';
import { knownVerbs } from '../access/known-verbs.ts';
import { askSubject } from '../access/questions.ts';
import { type Access, readAccess } from '../access/read-access.ts';
import { warn } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import { type MergedUse, mergedUse } from '../least-privilege/merged-use.ts';
import { readLog } from '../least-privilege/read-log.ts';
import { cautionsOf, checkSpan, refuseSnapshot, runPlan } from '../least-privilege/run-plan.ts';
import { keptUsers } from '../least-privilege/select-subjects.ts';
import type { Invocation } from '../option-spec.ts';

/** Replaces the stars of roles by what a log used of them or, without a log, by all that they stand for today. */
export async function run(invocation: Invocation): Promise<readonly ExitReason[]> {
  const {
    arguments: [word],
    options,
  } = invocation;
  const access = readAccess(options);
  refuseSnapshot(access);
  const read = options['auditLog'] !== undefined ? await readLog(options, keptUsers(options, access, false)) : undefined;
  const tooShort = read && checkSpan(read, options);
  const use = mergedUse(access.states, read?.log);
  const rules = word === undefined ? use.rules : heldRules(access, use, word);
  const [state] = access.states;
  const plan = read ? tightenByUse(read.log.events === 0 ? [] : rules) : tightenToKnown(rules, state ? knownVerbs(state) : []);
  return runPlan(invocation, access, read, plan, {
    cautions: read ? cautionsOf(read) : CAUTIONS,
    notices: tooShort === undefined ? [] : [tooShort],
  });
}

const CAUTIONS: readonly string[] = [
  'resources that are added later: of a new release of Kubernetes, or of custom resources whose definitions are not among the files',
  'verbs and subresources that only an extension of the API server knows',
];

/** The rules that a subject holds, through whichever binding. */
function heldRules({ states }: Access, use: MergedUse, word: string): readonly RuleUse[] {
  const sources = new Set<PolicyObject>();
  const warnings = new Set<string>();
  for (const { policy, authorizer } of states) {
    const { subject, warnings: found } = askSubject(word, policy, authorizer.subjects());
    for (const warning of found) warnings.add(warning);
    for (const source of sourcesOf(authorizer, subject)) sources.add(source);
  }
  warn([...warnings]);
  return use.rules.filter(({ role }) => role.source !== undefined && sources.has(role.source));
}

function sourcesOf(authorizer: Access['states'][number]['authorizer'], subject: Subject): PolicyObject[] {
  const user = userOf(subject);
  return ['', ...authorizer.namespacesOf(user)].flatMap((namespace) =>
    authorizer.rulesFor(user, namespace).flatMap(({ role }) => role.source ?? []),
  );
}

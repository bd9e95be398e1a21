import process from 'node:process';
import {
  bindingObject,
  createRbacAuthorizer,
  formatSubjectName,
  type GeneratedAccess,
  generateAccess,
  proveAccess,
  readPolicy,
  removeUnused,
  roleObject,
  writePolicy,
} from '../../engines/rbac/index.ts';
import { readInventory } from '../../inventory/index.ts';
import { plural, safeJson } from '../../report/index.ts';
import { subjectJson } from '../access/describe.ts';
import { type Access, readAccess } from '../access/read-access.ts';
import { finish, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import { describeLog, logJson, logNotices, logReasons } from '../least-privilege/describe-log.ts';
import { type MergedUse, mergedUse } from '../least-privilege/merged-use.ts';
import { POLICY_COMMENTS } from '../least-privilege/policy-comments.ts';
import { accessProofJson, accessProofMarkdown, describeAccessProof } from '../least-privilege/proof-report.ts';
import { type ReadLog, readLog } from '../least-privilege/read-log.ts';
import { accessSections, renderSections } from '../least-privilege/render.ts';
import { cautionsOf, checkSpan, refuseSnapshot, runPlan } from '../least-privilege/run-plan.ts';
import { keptUsers, selectSubjects } from '../least-privilege/select-subjects.ts';
import { useJson, useSections } from '../least-privilege/use-report.ts';
import type { Invocation, OptionValues } from '../option-spec.ts';
import { listOption } from '../read-worlds.ts';
import { UsageError } from '../usage-error.ts';

/** Makes roles from an audit log, or with `--remove-unused` takes out of the user's own what the log never used. */
export async function run(invocation: Invocation): Promise<readonly ExitReason[]> {
  const { options } = invocation;
  if (options['removeUnused'] === true) return removeFromFiles(invocation);
  for (const [name, flag] of [
    ['dryRun', '--dry-run'],
    ['minDays', '--min-days'],
  ] as const) {
    if (options[name] !== undefined) throw new UsageError(`${flag} goes with --remove-unused; without it no file is changed`);
  }
  const from = listOption(options['from']);
  const access = from.length > 0 ? readAccess(options, from) : undefined;
  return generate(invocation, access, await readLog(options, keptUsers(options, access, true)));
}

async function removeFromFiles(invocation: Invocation): Promise<readonly ExitReason[]> {
  const { options, outputs } = invocation;
  if (outputs.some(({ format }) => format === 'yaml'))
    throw new UsageError('--remove-unused edits files and makes none, so there is no YAML to print', {
      hint: '--dry-run prints the change',
    });
  const access = readAccess(options);
  refuseSnapshot(access);
  const read = await readLog(options, keptUsers(options, access, false));
  const tooShort = checkSpan(read, options);
  const use = mergedUse(access.states, read.log);
  const plan = removeUnused(read.log.events === 0 ? [] : use.rules, read.log.events === 0 ? [] : use.bindings, use.bound);
  const withTable = { ...invocation, outputs: outputs.map((output) => ({ ...output, format: output.format ?? 'table' })) };
  return runPlan(withTable, access, read, plan, { cautions: cautionsOf(read), notices: tooShort === undefined ? [] : [tooShort] });
}

interface Generated {
  readonly read: ReadLog;
  readonly generated: readonly GeneratedAccess[];
  readonly yaml: string;
  readonly proof: ReturnType<typeof proveAccess>;
}

function generate({ options, outputs }: Invocation, access: Access | undefined, read: ReadLog): readonly ExitReason[] {
  const use = access && mergedUse(access.states, read.log);
  const result = makePolicy(read, options);
  const { generated, yaml, proof } = result;
  const isReported = options['proof'] !== undefined || outputs.some(({ format }) => format === 'table');
  const wanted =
    options['proof'] !== undefined && outputs.every(({ file }) => file !== undefined)
      ? [...outputs, { format: 'proof', file: undefined }]
      : outputs;
  writeResults(
    wanted,
    options,
    (format, style) => {
      if (format === 'proof')
        return options['proof'] === 'json'
          ? safeJson({ schemaVersion: 1, log: logJson(read), proof: accessProofJson(proof) })
          : accessProofMarkdown(read, generated, proof);
      if (format === 'json') return safeJson(resultJson(result, use && access ? useJson(use, access.states) : undefined));
      if (format === 'yaml') return yaml;
      return renderSections(
        [
          ...accessSections(generated),
          ...(use && access ? useSections(use, access.states, options['all'] === true) : []),
          { heading: 'PROOF', lines: describeAccessProof(proof) },
          { heading: summaryOf(generated), lines: [describeLog(read)] },
        ],
        style,
      );
    },
    'yaml',
  );
  say(result, use, isReported);
  const reasons = finish(
    {
      problems: [...read.problems, ...(access?.problems ?? [])],
      notices: [...logNotices(read), ...(access?.notices ?? [])],
      reasons: access?.reasons ?? [],
    },
    options,
  );
  reasons.push(...logReasons(read));
  return proof.holds ? reasons : [...reasons, 'bug'];
}

/** The roles, what they look like as YAML, and what asking that YAML shows. */
function makePolicy(read: ReadLog, options: OptionValues): Generated {
  const defaults = options['withoutDefaults'] === true ? undefined : createRbacAuthorizer(readPolicy([]));
  const expand = listOption(options['expand']);
  for (const word of expand) {
    if (word !== 'namespaces' && word !== 'verbs')
      throw new UsageError(`--expand cannot be "${word}"`, { hint: 'it is one of: namespaces, verbs' });
  }
  const prefix = (options['roleName'] as string | undefined) ?? 'audit';
  if (/[/%\s]/.test(prefix) || prefix.startsWith('.'))
    throw new UsageError(`no role can be called "${prefix}"`, { hint: 'without slashes, percent signs, blanks, or a dot at the start' });
  const generated = generateAccess(read.log, selectSubjects(read.log, options), defaults, {
    names: namesOf(options['names']),
    expandNamespaces: expand.includes('namespaces'),
    expandVerbs: expand.includes('verbs'),
    includeDenied: options['includeDenied'] === true,
    prefix,
  });
  const yaml = writePolicy(generated, POLICY_COMMENTS);
  // What is proven is what is printed, read again.
  const { objects, problems } = readInventory([{ name: 'generated.yaml', text: yaml }]);
  if (problems.length > 0) throw new Error(`the generated policy cannot be read: ${problems[0]?.message}`);
  return { read, generated, yaml, proof: proveAccess(objects, generated) };
}

function namesOf(value: unknown): 'keep' | 'drop' | 'auto' {
  return value === 'keep' || value === 'drop' ? value : 'auto';
}

function summaryOf(generated: readonly GeneratedAccess[]): string {
  const roles = generated.reduce((sum, one) => sum + one.roles.length, 0);
  const bindings = generated.reduce((sum, one) => sum + one.bindings.length, 0);
  return `${plural(roles, 'role')} and ${plural(bindings, 'binding')} for ${plural(generated.length, 'subject')}`;
}

/** On the error stream, beside the YAML. */
function say({ read, generated, proof }: Generated, use: MergedUse | undefined, isReported: boolean): void {
  if ((isReported || read.log.events === 0) && proof.holds) return;
  const lines = [describeLog(read), summaryOf(generated), ...describeAccessProof(proof).map((text) => `proof: ${text}`)];
  const idle = generated.filter(({ roles }) => roles.length === 0).map(({ subject }) => formatSubjectName(subject));
  if (idle.length > 0)
    lines.push(`no role is needed for ${idle.slice(0, 5).join(', ')}${idle.length > 5 ? ` and ${idle.length - 5} more` : ''}`);
  if (use) {
    const unused = use.rules.filter(({ count }) => count === 0).length;
    lines.push(
      `of the files of --from ${plural(unused, 'rule')} of ${use.rules.length} were never used, and ${plural(use.drift.length, 'different request')} would be decided otherwise: --format table lists them`,
    );
  }
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}

function resultJson(
  { read, generated, proof }: Generated,
  use: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  return {
    schemaVersion: 1,
    log: logJson(read),
    subjects: generated.map(({ subject, requests, granted, inexpressible, widenings, roles, bindings }) => ({
      subject: subjectJson(subject),
      differentRequests: requests.length,
      objects: [...roles.map(roleObject), ...bindings.map(bindingObject)],
      rules: roles.flatMap((role) =>
        role.rules.map(({ needs }, ruleIndex) => ({
          role: { kind: role.kind, ...(role.namespace === '' ? {} : { namespace: role.namespace }), name: role.name },
          ruleIndex,
          requests: needs.reduce((sum, { count }) => sum + count, 0),
          first: needs
            .map(({ first }) => first)
            .filter((time) => time !== '')
            .sort()[0],
          last: needs
            .map(({ last }) => last)
            .sort()
            .at(-1),
          example: needs.find(({ example }) => example)?.example,
          isWidened: needs.some(({ isWidened }) => isWidened),
        })),
      ),
      widenings,
      allowedByEveryCluster: granted.map(({ action }) => action),
      inexpressible: inexpressible.map(({ action }) => action),
    })),
    proof: accessProofJson(proof),
    ...(use ? { use } : {}),
  };
}

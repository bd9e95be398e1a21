import process from 'node:process';
import { createInterface } from 'node:readline';
import { CATALOGUE, type Check, type CheckSettings, withConstraints } from '../../checks/index.ts';
import { describeEdit, type Finding, formatPlace, formatSubject, isAtLeast, type Problem } from '../../core/index.ts';
import type { PodSecurityLevel } from '../../engines/pod-security/index.ts';
import { type FixOutcome, type FixPlan, type FixRequest, type OpenQuestion, openQuestions, planFixes } from '../../fix/index.ts';
import { type Inventory, readInventory } from '../../inventory/index.ts';
import { placeOf, renderFixTable, renderProofJson, renderProofMarkdown, safeLines, safeText, unifiedDiff } from '../../report/index.ts';
import { changeFile } from '../change-file.ts';
import { type Config, loadConfig } from '../config/load.ts';
import { camelCase, checkSettings, listOf, selectChecks, settingOf, severityOf, versionOf } from '../config/resolve.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation, OptionSpec } from '../option-spec.ts';
import { type ReadInput, readInput, reasonsOf } from '../read-input.ts';
import { ALLOW_EMPTY, CHECK, KUBERNETES_VERSION, NAMESPACE, SEVERITY, STANDARD } from '../shared-options.ts';
import { terminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { writeOutput } from '../write-output.ts';

/** Plans fixes, shows or makes them, and says what became of each. */
export async function run({ arguments: paths, options }: Invocation): Promise<readonly ExitReason[]> {
  const config = loadConfig((options['config'] ?? process.env['SEAWALL_CONFIG']) as string | undefined, process.cwd());
  const setting = (option: OptionSpec): unknown => settingOf(option, options, process.env, config);
  const isFilter = paths.includes('-');
  const isOn = (name: string): boolean => options[camelCase(name)] === true;
  if (isFilter && isOn('interactive')) throw new UsageError('standard input cannot be a manifest and the answers of a person');

  const namespace = setting(NAMESPACE) as string | undefined;
  const version = versionOf(setting(KUBERNETES_VERSION));
  const lowest = severityOf(setting(SEVERITY), 'low');
  const level = options['level'] as PodSecurityLevel | undefined;
  const targets = new Set(targetsOf(listOf(setting(CHECK)), listOf(setting(STANDARD)), level, config).map(({ id }) => id));
  const input = readInput(paths, namespace);
  const settings: CheckSettings = await withConstraints(checkSettings(config, lowest, version, new Date()), input.inventory);
  const [snapshot] = input.inventory.snapshots;
  if (snapshot) {
    throw new UsageError(`${snapshot.file} is a snapshot of a cluster, and fix edits manifests`, {
      hint: `seawall scan ${snapshot.file} shows what to change where they are kept`,
    });
  }
  const request: FixRequest = {
    inputs: input.inputs,
    ...(namespace === undefined ? {} : { namespace }),
    checks: CATALOGUE,
    settings,
    wants: (finding) => targets.has(finding.check) && isAtLeast(finding.severity, lowest),
    allowRisky: isOn('allow-risky'),
  };
  let plan = planFixes(request);
  if (isOn('interactive')) plan = planFixes({ ...request, ...(await askAbout(plan, request)) });

  const questions = level === undefined ? [] : openQuestions(rereadInventory(request, plan), level, version);
  const problems = input.problems.filter(({ code }) => code !== 'notice');
  const isWritten = !isOn('dry-run');
  if (isWritten) problems.push(...writeChanges(plan, isFilter, input));
  else writeOutput(plan.files.map((file) => unifiedDiff(file)).join(''), undefined);
  print(plan, questions, problems, isWritten, options['proof'], input.inventory, {
    isAside: isFilter || !isWritten,
    color: options['color'],
    all: isOn('all'),
  });

  const reasons = reasonsOf(input, setting(ALLOW_EMPTY) === true);
  if (problems.length > 0 || plan.outcomes.some(({ state }) => state === 'refused')) reasons.push('incomplete');
  return reasons;
}

/** The checks whose findings are to be fixed; a Pod Security level means those of its standard. */
function targetsOf(checks: readonly string[], standards: readonly string[], level: PodSecurityLevel | undefined, config: Config): Check[] {
  const selected = selectChecks(checks, standards, config);
  if (level === undefined) return selected;
  return selected.filter(({ standards: { 'pod-security': levels = [] } }) => levels.includes('baseline') || levels.includes(level));
}

/** What the files say after the plan, for the questions that are left. */
function rereadInventory({ inputs, namespace }: FixRequest, { files }: FixPlan): ReturnType<typeof readInventory> {
  const changed = new Map(files.map(({ name, after }) => [name, after]));
  const texts = inputs.map((input) => ({ ...input, text: changed.get(input.name) ?? input.text }));
  return readInventory(texts, namespace === undefined ? {} : { namespace });
}

/** Changes the files; a manifest from standard input goes to standard output, changed or not. */
function writeChanges({ files }: FixPlan, isFilter: boolean, { inputs }: ReadInput): Problem[] {
  if (isFilter)
    writeOutput(files.find(({ name }) => name === '-')?.after ?? inputs.find(({ name }) => name === '-')?.text ?? '', undefined);
  return files.filter(({ name }) => name !== '-').flatMap((file) => changeFile(file, process.cwd()) ?? []);
}

interface PrintOptions {
  /** Whether standard output belongs to the diff or the manifest. */
  readonly isAside: boolean;
  readonly color: unknown;
  readonly all: boolean;
}

function print(
  plan: FixPlan,
  questions: readonly OpenQuestion[],
  problems: readonly Problem[],
  written: boolean,
  proof: unknown,
  inventory: Inventory,
  { isAside, color, all }: PrintOptions,
): void {
  const text =
    proof === 'markdown'
      ? renderProofMarkdown(plan, questions, inventory)
      : proof === 'json'
        ? renderProofJson(plan, questions, inventory)
        : renderFixTable({ plan, questions, problems, written }, { ...terminalStyle(color), all });
  if (isAside) process.stderr.write(text);
  else writeOutput(text, undefined);
}

/** Goes through the fixes that could be made, one by one. */
async function askAbout(plan: FixPlan, request: FixRequest): Promise<Pick<FixRequest, 'wants' | 'allowRisky'>> {
  const asked = plan.outcomes.filter(({ state }) => state === 'made' || state === 'risky');
  const prompt = createInterface({ input: process.stdin });
  const answers = prompt[Symbol.asyncIterator]();
  const chosen = new Set<string>();
  let answer = '';
  for (const outcome of asked) {
    if (answer !== 'a') answer = await askOne(answers, outcome);
    if (answer === 'q') break;
    if (answer === 'y' || (answer === 'a' && outcome.state === 'made')) chosen.add(keyOf(outcome.finding));
  }
  prompt.close();
  return { wants: (finding, fix) => request.wants(finding, fix) && chosen.has(keyOf(finding)), allowRisky: true };
}

/** The first letter of a valid answer; the end of input is an end of the questions. */
async function askOne(answers: AsyncIterator<string>, { finding, fix }: FixOutcome): Promise<string> {
  const edits = fix.edits.map((edit) => `  ${describeEdit(edit)}\n`).join('');
  const head = `${formatPlace(placeOf(finding))}  ${finding.check}  ${formatSubject(finding.subject)}: ${finding.message}`;
  process.stderr.write(`\n${safeText(head)}\n${safeLines(edits)}  may break ${fix.breaks}\n`);
  for (;;) {
    process.stderr.write('make this fix? [y]es, [n]o, [a]ll that are left and need no risk, [q]uit ');
    const { value, done } = await answers.next();
    const letter = done === true ? 'q' : (value.trim().toLowerCase()[0] ?? 'n');
    if ('ynaq'.includes(letter)) return letter;
  }
}

function keyOf(finding: Finding): string {
  return `${finding.check}\n${formatPlace(placeOf(finding))}\n${finding.path.join('/')}\n${finding.message}`;
}

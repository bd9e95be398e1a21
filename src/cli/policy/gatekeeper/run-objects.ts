import {
  createExpander,
  type FaultyObject,
  formatFaults,
  isTemplate,
  judgeObjects,
  namesOf,
  readConstraints,
} from '../../../engines/gatekeeper/index.ts';
import { isDenied, renderViolations, type ViolationOutput } from '../../../report/gator/index.ts';
import { safeText } from '../../../report/index.ts';
import type { ExitReason } from '../../exit-codes.ts';
import { describeProblem, placeProblems } from './describe-problem.ts';
import { templateHost } from './host.ts';
import { type PlacedObject, readObjects } from './read-objects.ts';

export interface ObjectsOptions {
  readonly output: ViolationOutput;
  readonly denyOnly: boolean;
  /** Whether what print says is shown. */
  readonly verbose: boolean;
}

export interface PolicyRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly reasons: readonly ExitReason[];
}

/**
 * Judges the objects of files by the templates and constraints among them: `gator test`. What is wrong with one of these is said on standard
 * error, and the others are asked all the same; the exit code is then that of a denied object.
 */
export function runObjects(paths: readonly string[], { output, denyOnly, verbose }: ObjectsOptions, cwd: string): PolicyRun {
  const { objects, problems } = readObjects(paths, cwd);
  const errors = problems.map(describeProblem);
  if (objects.length === 0)
    return { stdout: '', stderr: [...errors, 'error: no input data identified\n'].join(''), reasons: ['policyFailure'] };
  const values = objects.map(({ object }) => object);
  const { constraints, faulty } = readConstraints(values);
  errors.push(...faulty.map((one) => describeFaulty(one, objects)));
  const printed: string[] = [];
  const host = { ...templateHost(), print: (text: string) => printed.push(text) };
  const expander = createExpander(values);
  const judged = judgeObjects(values, constraints, { points: ['gator.gatekeeper.sh'], host, expander });
  for (const problem of placeProblems([...expander.problems, ...judged.flatMap((one) => one.problems)], objects)) {
    if (problem.code !== 'notice') errors.push(describeProblem(problem));
  }
  const shown = verbose && printed.length > 0 ? `\n${printed.map(safeText).join('\n')}\n\n` : '';
  const isFailed = errors.length > 0 || judged.some(({ violations }) => violations.some(isDenied));
  return {
    stdout: renderViolations(judged, output, denyOnly) + shown,
    stderr: errors.join(''),
    reasons: [isFailed ? 'policyFailure' : 'clean'],
  };
}

function describeFaulty({ object, faults }: FaultyObject, objects: readonly PlacedObject[]): string {
  const what = `adding ${isTemplate(object) ? 'template' : 'constraint'} ${JSON.stringify(namesOf(object).name)}`;
  const [first] = faults;
  const place = first && objects.find((one) => one.object === object)?.placeOf(first.path);
  const hint = faults.find((fault) => fault.hint !== undefined)?.hint;
  return describeProblem({
    code: 'not-evaluated',
    message: `${what}: ${formatFaults(faults)}`,
    ...(place && { place }),
    ...(hint !== undefined && { hint }),
  });
}

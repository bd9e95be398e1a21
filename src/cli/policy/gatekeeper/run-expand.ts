import type { Problem } from '../../../core/index.ts';
import { createExpander, namesOf } from '../../../engines/gatekeeper/index.ts';
import { type ResourceOutput, renderResources } from '../../../report/gator/index.ts';
import { describeProblem, placeProblems } from './describe-problem.ts';
import { readObjects } from './read-objects.ts';
import type { PolicyRun } from './run-objects.ts';

/**
 * Expands the objects of files by the ExpansionTemplates and mutators among them: `gator expand`. Where something is wrong, the rest is expanded
 * all the same; the exit code then tells.
 */
export function runExpand(paths: readonly string[], output: ResourceOutput, cwd: string): PolicyRun {
  const { objects, problems } = readObjects(paths, cwd);
  const found: Problem[] = [...problems];
  if (objects.length === 0) {
    const stderr = [...found.map(describeProblem), 'error: no input data identified\n'].join('');
    return { stdout: '', stderr, reasons: ['policyFailure'] };
  }
  // What has no kind is no object: the values of a chart, a workflow of CI.
  const values = objects.map(({ object }) => object).filter((object) => namesOf(object).kind !== '');
  const expander = createExpander(values);
  found.push(...placeProblems(expander.problems, objects));
  const made = values.flatMap((object) => {
    const result = expander.expand(object);
    found.push(...placeProblems(result.problems, objects));
    return result.resources.map((resource) => resource.object);
  });
  return {
    stdout: renderResources(made, output),
    stderr: found.map(describeProblem).join(''),
    reasons: [found.some(({ code }) => code !== 'notice') ? 'policyFailure' : 'clean'],
  };
}

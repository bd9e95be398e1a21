import type { HostOptions } from '../../rego/index.ts';
import { CONSTRAINT_GROUP, type Constraint, readConstraint } from '../constraint/index.ts';
import { createExpander, type Expander, isExpansion, type MadeObject } from '../expansion/index.ts';
import { type Checked, formatFaults } from '../fault.ts';
import { type JsonObject, namesOf } from '../match/index.ts';
import { createReviewer, isAdmissionReview, readAdmissionReview, requestFor, type Violation } from '../review/index.ts';
import { readTemplate, TEMPLATE_GROUP, type Template } from '../template/index.ts';
import { judgeAssertion } from './assertion.ts';
import type { SuiteFilter } from './filter.ts';
import type { Suite, SuiteCase, SuiteTest } from './suite.ts';

/** How a case went; neither an error nor skipped is passed. */
export interface CaseResult {
  readonly name: string;
  readonly skipped: boolean;
  readonly error?: string;
  /** Milliseconds. */
  readonly duration: number;
  /** What print said. */
  readonly printed: readonly string[];
  readonly violations: readonly Violation[];
}

export interface TestResult {
  readonly name: string;
  readonly skipped: boolean;
  /** Why no case was run. */
  readonly error?: string;
  readonly duration: number;
  readonly cases: readonly CaseResult[];
}

export interface SuiteHost {
  /** The objects of a file, named from the suite's folder; a text says why there are none. */
  readonly read: (file: string) => readonly JsonObject[] | string;
  /** Milliseconds from any beginning. */
  readonly clock: () => number;
  readonly host?: HostOptions;
}

/** Runs the tests of a suite as `gator verify` does, with its words for what failed. */
export function runSuite(suite: Suite, filter: SuiteFilter, host: SuiteHost): readonly TestResult[] {
  if (suite.skip) return [];
  return suite.tests.map((test) => {
    if (test.skip || !filter.takesTest(test)) return { name: test.name, skipped: true, duration: 0, cases: [] };
    const start = host.clock();
    const result = runTest(test, filter, host);
    return { name: test.name, skipped: false, duration: host.clock() - start, ...result };
  });
}

function runTest(test: SuiteTest, filter: SuiteFilter, host: SuiteHost): Pick<TestResult, 'error' | 'cases'> {
  const failed = (error: string): Pick<TestResult, 'error' | 'cases'> => ({ error, cases: [] });
  const template = loadTemplate(test, host);
  if (typeof template === 'string') return failed(template);
  const constraint = loadConstraint(test, template, host);
  if (test.invalid) {
    const isAsWanted = typeof constraint !== 'string' && constraint.faults?.some(({ kind }) => kind === 'schema validation failed');
    if (isAsWanted) return { cases: [] };
    const got = typeof constraint === 'string' ? constraint : constraint.faults ? formatFaults(constraint.faults) : '%!w(<nil>)';
    return failed(`constraint should have failed schema validation: got error ${got} but want schema validation failed`);
  }
  if (typeof constraint === 'string') return failed(constraint);
  if (constraint.faults) return failed(formatFaults(constraint.faults));
  const expander = loadExpander(test, host);
  if (typeof expander === 'string') return failed(expander);
  const { value } = constraint;
  return {
    cases: test.cases.map((one) => {
      const base = { name: one.name, printed: [], violations: [] };
      if (one.skip || !filter.takesCase(test.name, one.name)) return { ...base, skipped: true, duration: 0 };
      const start = host.clock();
      const result = runCase(one, value, expander, host);
      return { ...base, skipped: false, duration: host.clock() - start, ...result };
    }),
  };
}

function loadTemplate(test: SuiteTest, host: SuiteHost): Template | string {
  if (test.template === '') return 'invalid Suite: missing template';
  const objects = host.read(test.template);
  if (typeof objects === 'string') return `reading ConstraintTemplate from ${JSON.stringify(test.template)}: ${objects}`;
  const [object] = objects;
  const { group, kind } = namesOf(object ?? {});
  if (!object || group !== TEMPLATE_GROUP || kind !== 'ConstraintTemplate')
    return `path ${JSON.stringify(test.template)}: not a ConstraintTemplate`;
  const template = readTemplate(object);
  return template.faults ? `adding template: ${formatFaults(template.faults)}` : template.value;
}

function loadConstraint(test: SuiteTest, template: Template, host: SuiteHost): Checked<Constraint> | string {
  if (test.constraint === '') return 'invalid Suite: missing constraint';
  const objects = host.read(test.constraint);
  if (typeof objects === 'string') return `reading Constraint from ${JSON.stringify(test.constraint)}: ${objects}`;
  const [object] = objects;
  if (!object || namesOf(object).group !== CONSTRAINT_GROUP) return 'not a Constraint';
  return readConstraint(object, new Map([[template.kind.toLowerCase(), template]]));
}

function loadExpander(test: SuiteTest, host: SuiteHost): Expander | string | undefined {
  if (test.expansion === '') return undefined;
  const objects = host.read(test.expansion);
  if (typeof objects === 'string') return `reading ExpansionTemplate from ${JSON.stringify(test.expansion)}: ${objects}`;
  if (objects.length === 0 || !objects.every(isExpansion)) return `not an Expansion Template: ${JSON.stringify(test.expansion)}`;
  const expander = createExpander(objects);
  return expander.problems[0]?.message ?? expander;
}

type CaseOutcome = Partial<Pick<CaseResult, 'error' | 'printed' | 'violations'>>;

function runCase(one: SuiteCase, constraint: Constraint, expander: Expander | undefined, host: SuiteHost): CaseOutcome {
  if (one.object === '') return { error: 'invalid Case: must define object' };
  if (one.assertions.length === 0) return { error: 'invalid Case: assertions must be non-empty' };
  const printed: string[] = [];
  const violations = reviewCase(one, constraint, expander, {
    ...host,
    host: { ...host.host, print: (text) => printed.push(text) },
  });
  if (typeof violations === 'string') return { error: violations, printed };
  const sorted = violations.toSorted((a, b) => compare(a.enforcementAction, b.enforcementAction) || compare(a.message, b.message));
  const error = one.assertions.map((assertion) => judgeAssertion(assertion, sorted)).find((fault) => fault !== undefined);
  return { printed, violations: sorted, ...(error !== undefined && { error }) };
}

function reviewCase(
  one: SuiteCase,
  constraint: Constraint,
  expander: Expander | undefined,
  { read, host }: SuiteHost,
): readonly Violation[] | string {
  const objects = read(one.object);
  if (typeof objects === 'string') return objects;
  const [object] = objects;
  if (!object) return `missing objects: path ${JSON.stringify(one.object)} defines no YAML objects`;
  if (objects.length > 1)
    return `object file must contain exactly one object: ${JSON.stringify(one.object)} defines ${objects.length} objects`;
  const inventory: JsonObject[] = [];
  for (const file of one.inventory) {
    const found = read(file);
    if (typeof found === 'string') return found;
    if (found.length === 0) return `missing objects: path ${JSON.stringify(file)} defines no YAML objects`;
    inventory.push(...found);
  }
  const reviewer = createReviewer([constraint], { inventory, points: ['gator.gatekeeper.sh'], ...(host && { host }) });
  if (isAdmissionReview(object)) {
    const request = readAdmissionReview(object);
    return typeof request === 'string' ? request : reviewer.review(request, { source: 'Original' });
  }
  const violations = [...reviewer.review(requestFor(object), { source: 'Original' })];
  const { resources, problems } = expander?.expand(object) ?? { resources: [], problems: [] };
  const fault = problems.find(({ kind }) => kind !== 'notice');
  if (fault) return `expanding resource ${namesOf(object).name}: ${fault.message}`;
  return [...violations, ...resources.flatMap((made) => reviewMade(made, (request) => reviewer.review(request, { source: 'Generated' })))];
}

/** What constraints say about an object that a controller will make, told as of the object that it is made from. */
export function reviewMade(
  { object, templateName, enforcementAction }: MadeObject,
  review: (request: ReturnType<typeof requestFor>) => readonly Violation[],
): readonly Violation[] {
  return review(requestFor(object)).map((violation) => ({
    ...violation,
    message: `[Implied by ${templateName}] ${violation.message}`,
    ...(enforcementAction !== undefined && { enforcementAction, actions: [enforcementAction] }),
  }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

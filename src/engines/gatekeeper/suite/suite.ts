import { type FieldPath, formatFieldPath, isRecord, stringAt } from '../../../core/index.ts';
import { type JsonObject, namesOf } from '../match/index.ts';

export const SUITE_GROUP = 'test.gatekeeper.sh';

/** A file of tests of templates and constraints. https://open-policy-agent.github.io/gatekeeper/website/docs/gator/#writing-test-suites */
export interface Suite {
  readonly skip: boolean;
  readonly tests: readonly SuiteTest[];
}

/** A template and a constraint with the objects that it judges. Files are named from the suite's folder. */
export interface SuiteTest {
  readonly name: string;
  readonly template: string;
  readonly constraint: string;
  readonly expansion: string;
  readonly cases: readonly SuiteCase[];
  /** Whether the constraint must not fit the schema of the template. */
  readonly invalid: boolean;
  readonly skip: boolean;
}

export interface SuiteCase {
  readonly name: string;
  readonly object: string;
  readonly inventory: readonly string[];
  readonly assertions: readonly Assertion[];
  readonly skip: boolean;
}

export interface Assertion {
  /** How many violations fit `message`: exactly so many, at least one (`yes`), or none (`no`). */
  readonly violations: number | string;
  /** A regular expression of RE2. */
  readonly message?: string;
}

export function isSuite(object: JsonObject): boolean {
  const { group, kind } = namesOf(object);
  return group === SUITE_GROUP && kind === 'Suite';
}

/** Reads a suite; what it is made of wrongly is told as `file: path: what`. */
export function readSuite(object: JsonObject): { readonly suite: Suite; readonly mistakes: readonly string[] } {
  const mistakes: string[] = [];
  const wrong = (path: FieldPath, wanted: string): void => {
    mistakes.push(`${formatFieldPath(path)} must be ${wanted}`);
  };
  const list = (value: unknown, path: FieldPath): readonly unknown[] => {
    if (Array.isArray(value)) return value;
    if (value !== undefined && value !== null) wrong(path, 'a list');
    return [];
  };
  const text = (value: JsonObject, name: string, path: FieldPath): string => {
    const found = value[name];
    if (found !== undefined && found !== null && typeof found !== 'string') wrong([...path, name], 'a text');
    return stringAt(value, name) ?? '';
  };
  const flag = (value: JsonObject, name: string, path: FieldPath): boolean => {
    const found = value[name];
    if (found !== undefined && found !== null && typeof found !== 'boolean') wrong([...path, name], 'true or false');
    return found === true;
  };
  const maps = (value: unknown, path: FieldPath): readonly { readonly map: JsonObject; readonly path: FieldPath }[] =>
    list(value, path).flatMap((item, i) => {
      if (isRecord(item)) return [{ map: item, path: [...path, i] }];
      wrong([...path, i], 'a map');
      return [];
    });
  const tests = maps(object['tests'], ['tests']).map(
    ({ map: test, path }): SuiteTest => ({
      name: nameOf(test),
      template: text(test, 'template', path),
      constraint: text(test, 'constraint', path),
      expansion: text(test, 'expansion', path),
      invalid: flag(test, 'invalid', path),
      skip: flag(test, 'skip', path),
      cases: maps(test['cases'], [...path, 'cases']).map(({ map: one, path: at }) => ({
        name: nameOf(one),
        object: text(one, 'object', at),
        skip: flag(one, 'skip', at),
        inventory: list(one['inventory'], [...at, 'inventory']).filter((file) => typeof file === 'string'),
        assertions: maps(one['assertions'], [...at, 'assertions']).map(({ map: assertion, path: where }) => ({
          violations: violationsOf(assertion['violations'], () => wrong([...where, 'violations'], 'yes, no or a number')),
          ...(assertion['message'] !== undefined && assertion['message'] !== null && { message: text(assertion, 'message', where) }),
        })),
      })),
    }),
  );
  return { suite: { skip: flag(object, 'skip', []), tests }, mistakes };
}

/** A name may look like a number or, as `n` does, like a boolean. */
function nameOf(value: JsonObject): string {
  const name = value['name'];
  return name === undefined || name === null || typeof name === 'object' ? '' : String(name);
}

/** `yes` and `no` were booleans before version 1.2 of YAML. */
function violationsOf(value: unknown, complain: () => void): number | string {
  if (value === undefined || value === null) return 'yes';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  complain();
  return 'yes';
}

import { isSameNode, type Location, printLocation } from './location.ts';

export type Condition = 'MustExist' | 'MustNotExist';

/** What has to be there, or must not be there, at a prefix of the location. */
export interface PathTest {
  readonly subPath: Location;
  readonly condition: Condition;
}

/** The condition of each step of a location, by its number from 0. */
export type StepConditions = ReadonlyMap<number, Condition>;

/** Either the conditions, or what is wrong with the test of this number. */
export type JudgedPathTests =
  | { readonly conditions: StepConditions; readonly message?: undefined }
  | { readonly message: string; readonly index: number };

/**
 * Puts tests to the steps that they are about. Contradictions are found as Gatekeeper finds them, by the order in which the tests are written:
 * https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/mutation/path/tester/tester.go
 */
export function judgePathTests(location: Location, tests: readonly PathTest[]): JudgedPathTests {
  const conditions = new Map<number, Condition>();
  for (const [index, { subPath, condition }] of tests.entries()) {
    const isPrefix = subPath.length <= location.length && subPath.every((node, i) => isPrefixNode(node, location, i));
    if (!isPrefix) {
      return { message: `${printLocation(subPath)} is not the beginning of the location ${printLocation(location)}`, index };
    }
    const step = subPath.length - 1;
    const earlier = conditions.get(step);
    if (earlier !== undefined && earlier !== condition) {
      return { message: `${printLocation(subPath)} is marked both MustExist and MustNotExist`, index };
    }
    conditions.set(step, condition);
  }
  const firstMustNot = tests.findIndex(({ condition }) => condition === 'MustNotExist');
  const lastMust = tests.findLastIndex(({ condition }) => condition === 'MustExist');
  if (firstMustNot >= 0 && lastMust > firstMustNot) {
    return { message: 'Gatekeeper refuses a test MustExist behind a test MustNotExist: write it before', index: lastMust };
  }
  return { conditions };
}

function isPrefixNode(node: Location[number], location: Location, index: number): boolean {
  const other = location[index];
  return other !== undefined && isSameNode(node, other);
}

/** Whether a mutation goes on where a step is there. */
export function mayExist(conditions: StepConditions, step: number): boolean {
  return conditions.get(step) !== 'MustNotExist';
}

/** Whether a mutation goes on where a step is missing. */
export function mayMiss(conditions: StepConditions, step: number): boolean {
  return conditions.get(step) !== 'MustExist';
}

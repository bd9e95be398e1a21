import type { Literal, Module, Rule, Term } from '../syntax/index.ts';
import { keyOf, type Value } from '../values/index.ts';
import { CompileFault } from './diagnostics.ts';
import { analyseLiteral, orderBody } from './safety.ts';

/*
 * Which rules are tests, and what each is called: https://github.com/open-policy-agent/opa/blob/v1.13.1/v1/tester/runner.go (ruleName,
 * rewriteDuplicateTestNames, injectTestCaseFunc).
 */

/** The reference that a test is known by, up to and with the part called `test_` or `todo_test_`. */
export interface TestName {
  readonly path: readonly Value[];
  readonly name: string;
  readonly isSkipped: boolean;
}

export function testNameOf({ ref }: Rule): TestName | undefined {
  const path: Value[] = [];
  for (const part of ref) {
    if (part.kind !== 'scalar') return undefined;
    path.push(part.value);
    const { value: name } = part;
    if (typeof name !== 'string') continue;
    if (name.startsWith('test_')) return { path, name, isSkipped: false };
    if (name.startsWith('todo_test_')) return { path, name, isSkipped: true };
  }
  return undefined;
}

/** Several test rules of one name are several tests: `test_x`, `test_x#01` and so on. */
export function separateTests(modules: readonly Module[]): readonly Module[] {
  const counts = new Map<string, number>();
  return modules.map((module) => {
    const rules = module.rules.map((rule) => {
      const test = testNameOf(rule);
      if (!test || test.isSkipped) return rule;
      const id = JSON.stringify([module.package, test.path.map((part) => keyOf(part))]);
      const count = counts.get(id) ?? 0;
      counts.set(id, count + 1);
      return count === 0 ? rule : renameTest(rule, test.path.length - 1, `${test.name}#${String(count).padStart(2, '0')}`);
    });
    return rules.some((rule, i) => rule !== module.rules[i]) ? { ...module, rules } : module;
  });
}

function renameTest(rule: Rule, at: number, name: string): Rule {
  const ref = rule.ref.map((part, i) => (i === at && part.kind === 'scalar' ? { ...part, value: name } : part));
  return { ...rule, ref, ...(rule.otherwise && { otherwise: renameTest(rule.otherwise, at, name) }) };
}

/** The function that is told each case of a test before what the case is about. */
export const TEST_CASE: readonly string[] = ['internal', 'test_case'];

/** The body of a test with cases, `test_x[name]`, telling each case as early as its name is known. */
export function reportCases(rule: Rule, rest: readonly Term[]): readonly Literal[] {
  const { body, at } = rule;
  if (testNameOf(rule)?.isSkipped !== false || rest.length === 0 || body.length === 0) return body;
  const names: Term = { kind: 'array', items: rest, at };
  const told: Literal = {
    expression: { kind: 'term', term: { kind: 'call', operator: TEST_CASE, args: [names], at } },
    isNegated: false,
    with: [],
    at: body[0]?.at ?? at,
    end: body[0]?.end ?? at,
  };
  let ordered: readonly Literal[];
  try {
    ordered = orderBody(body, new Set(), new Set());
  } catch (fault) {
    // What is unsafe is told when the rule itself is compiled.
    if (fault instanceof CompileFault) return body;
    throw fault;
  }
  const bound = new Set<string>();
  const index = ordered.findIndex((literal) => {
    if (analyseLiteral(told, bound, new Set()).unsafe.size === 0) return true;
    for (const name of analyseLiteral(literal, bound, new Set()).outputs) bound.add(name);
    return false;
  });
  if (index < 0) return [...ordered, told];
  return [...ordered.slice(0, index), told, ...ordered.slice(index)];
}

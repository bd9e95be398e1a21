import type { Module, SourceModule } from '../rego/index.ts';
import { firstName } from './rules.ts';

type Rule = Module['rules'][number];

const TEST = /^(?:todo_)?test_/;
const AGAIN = '__again_';

export function isTest(rule: Rule): boolean {
  return rule.ref.length === 1 && rule.args === undefined && !rule.isDefault && TEST.test(firstName(rule));
}

/** `test_name#01` for the second rule of a name, as OPA calls it. */
export function testName(rule: Rule): string {
  return firstName(rule).replace(new RegExp(`${AGAIN}(\\d+)$`), '#$1');
}

/**
 * Several test rules of one name are several tests, as OPA has it: each but the first gets a name of its own in the modules returned. Undefined where
 * every test has one already.
 */
export function separateTests(modules: readonly Module[], sources: readonly SourceModule[]): readonly SourceModule[] | undefined {
  const counts = new Map<string, number>();
  let isChanged = false;
  const separated = modules.map((module): SourceModule => {
    let { text } = module;
    const tests = module.rules.filter(isTest).map((rule) => {
      const id = [...module.package, firstName(rule)].join('.');
      const count = counts.get(id) ?? 0;
      counts.set(id, count + 1);
      return { rule, count };
    });
    for (const { rule, count } of tests.toReversed()) {
      if (count === 0) continue;
      const name = firstName(rule);
      const end = rule.at + name.length;
      if (text.slice(rule.at, end) !== name) continue;
      text = `${text.slice(0, end)}${AGAIN}${String(count).padStart(2, '0')}${text.slice(end)}`;
      isChanged = true;
    }
    const source = sources.find(({ name }) => name === module.name);
    return { ...source, name: module.name, text, version: module.version };
  });
  return isChanged ? separated : undefined;
}

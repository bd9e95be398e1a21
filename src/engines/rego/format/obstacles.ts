import { fail, indexLines, type Outcome, type Problem, succeed } from '../../../core/index.ts';
import { declarationsOf } from '../compile/declarations.ts';
import { DEPRECATED_BUILTINS } from '../compile/terms.ts';
import { type Module, walkRule } from '../syntax/index.ts';

interface Obstacle {
  readonly code: 'rego_parse_error' | 'rego_compile_error' | 'rego_type_error';
  readonly message: string;
  readonly at: number;
}

const RESERVED = ['input', 'data'] as const;
const NEW_WORDS: ReadonlySet<string> = new Set(['if', 'contains', 'in', 'every']);

/**
 * What keeps a module from being written in version 1 of the language, beside what formatting itself amends.
 * https://github.com/open-policy-agent/opa/blob/v1.13.1/v1/ast/rego_v1.go
 */
export function checkForVersion1(module: Module): Outcome<Module> {
  const lines = indexLines(module.text);
  const obstacles = [...importObstacles(module), ...nameObstacles(module), ...callObstacles(module)].toSorted((a, b) => a.at - b.at);
  if (obstacles.length === 0) return succeed(module);
  return fail(
    ...obstacles.map(
      ({ code, message, at }): Problem => ({
        code: 'not-evaluated',
        message: `${code}: ${message}`,
        place: { file: module.name, range: lines.rangeOf(at, at + 1) },
      }),
    ),
  );
}

function importObstacles({ imports }: Module): readonly Obstacle[] {
  const known = new Map<string, string>();
  return imports.flatMap(({ path, alias, at }): readonly Obstacle[] => {
    if (path[0] === 'rego' || path[0] === 'future') return [];
    const name = alias ?? path.at(-1) ?? '';
    const earlier = known.get(name);
    if (earlier !== undefined) return [{ code: 'rego_compile_error', message: `import must not shadow import ${earlier}`, at }];
    known.set(name, path.join('.'));
    return [];
  });
}

function nameObstacles({ rules }: Module): readonly Obstacle[] {
  return rules.flatMap((rule): readonly Obstacle[] => {
    const [first] = rule.ref;
    const name = first?.kind === 'scalar' ? String(first.value) : '';
    const own: readonly Obstacle[] = RESERVED.some((word) => word === name)
      ? [{ code: 'rego_compile_error', message: `rules must not shadow ${name} (use a different rule name)`, at: rule.at }]
      : NEW_WORDS.has(name)
        ? [{ code: 'rego_parse_error', message: `${name} keyword cannot be used for rule name`, at: rule.at }]
        : [];
    const variables = declarationsOf(rule)
      .filter((declared) => RESERVED.some((word) => word === declared.name))
      .map(({ name: shadowed, at }): Obstacle => {
        const what = rule.args?.some((arg) => arg.at === at) === true ? 'args' : 'variables';
        return { code: 'rego_compile_error', message: `${what} must not shadow ${shadowed} (use a different variable name)`, at };
      });
    return [...own, ...variables];
  });
}

function callObstacles({ rules }: Module): readonly Obstacle[] {
  const obstacles: Obstacle[] = [];
  for (const rule of rules) {
    walkRule(rule, {
      term: (term) => {
        const name = term.kind === 'call' ? term.operator.join('.') : '';
        if (DEPRECATED_BUILTINS.has(name))
          obstacles.push({ code: 'rego_type_error', message: `deprecated built-in function calls in expression: ${name}`, at: term.at });
      },
    });
  }
  return obstacles;
}

import { indexLines, type Position } from '../../../core/index.ts';
import { testNameOf } from '../compile/test-rules.ts';
import type { Module } from '../syntax/index.ts';
import type { Value } from '../values/index.ts';

/** A rule that is a test. */
export interface RegoTest {
  readonly module: string;
  readonly position: Position;
  /** The package as a reference: `data.app_test`. */
  readonly package: string;
  /** The name after the package: `test_x`, or `test_x#01` for the second rule of that name. */
  readonly name: string;
  readonly path: readonly Value[];
  readonly isSkipped: boolean;
  /** Whether the rule gives a verdict for each of several cases: `test_x[name]`. */
  readonly hasCases: boolean;
  /** A function is no test, though it may be called like one. */
  readonly isFunction: boolean;
}

/** The tests of modules that were compiled with `tests`, in the order they are written in. */
export function findTests(modules: readonly Module[]): readonly RegoTest[] {
  return modules.flatMap((module) => {
    const lines = indexLines(module.text);
    const home = formatPath('data', module.package);
    return module.rules.flatMap((rule): readonly RegoTest[] => {
      const test = testNameOf(rule);
      if (!test) return [];
      const [head, ...others] = test.path;
      return [
        {
          module: module.name,
          position: lines.positionAt(rule.at),
          package: home,
          name: formatPath(String(head), others),
          path: [...module.package, ...test.path],
          isSkipped: test.isSkipped,
          hasCases:
            rule.ref.slice(test.path.length).some((part) => part.kind !== 'scalar') && rule.member === undefined && rule.args === undefined,
          isFunction: rule.args !== undefined,
        },
      ];
    });
  });
}

/** A reference as it is written: names with dots, everything else in brackets. */
function formatPath(head: string, parts: readonly Value[]): string {
  return parts.reduce<string>(
    (text, part) => (typeof part === 'string' && /^[A-Za-z_]\w*$/.test(part) ? `${text}.${part}` : `${text}[${JSON.stringify(part)}]`),
    head,
  );
}

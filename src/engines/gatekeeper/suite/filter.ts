import { regexOf } from '../../rego/index.ts';

/** Which tests and cases are run: `--run` of gator. */
export interface SuiteFilter {
  takesTest(test: { readonly name: string; readonly cases: readonly { readonly name: string }[] }): boolean;
  takesCase(test: string, name: string): boolean;
}

/**
 * `TEST//CASE` takes the cases whose names and whose tests' names match; a text without `//` takes those where either does. Throws an Error for
 * what is no filter. https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/gator/verify/filter.go
 */
export function createFilter(text: string): SuiteFilter {
  if (text === '') return { takesTest: () => true, takesCase: () => true };
  const parts = text.split('//');
  if (parts.length > 2) throw new Error('invalid test filter: a filter may include at most one "//"');
  const [first, second] = parts.map(matcherOf);
  if (!first) throw new Error('invalid test filter');
  if (second) return { takesTest: ({ name }) => first(name), takesCase: (test, name) => first(test) && second(name) };
  return {
    takesTest: ({ name, cases }) => first(name) || cases.some((one) => first(one.name)),
    takesCase: (test, name) => first(test) || first(name),
  };
}

function matcherOf(pattern: string): (text: string) => boolean {
  try {
    const regex = regexOf(pattern);
    return (text) => regex.matcher(text).find();
  } catch (error) {
    throw new Error(`invalid test filter: ${error instanceof Error ? error.message : pattern}`, { cause: error });
  }
}

import { regexOf } from '../../rego/index.ts';
import type { Violation } from '../review/index.ts';
import type { Assertion } from './suite.ts';

const WANTED = 'invalid yaml: assertion.violation, if set, must be a nonnegative integer, "yes", or "no"';

/** Why violations are not those that an assertion expects, worded as gator words it; undefined where they are. */
export function judgeAssertion({ violations: wanted, message }: Assertion, violations: readonly Violation[]): string | undefined {
  let fits: (text: string) => boolean = () => true;
  if (message !== undefined) {
    try {
      const pattern = regexOf(message);
      fits = (text) => pattern.matcher(text).find();
    } catch (error) {
      // Gator compiles the expression when there is a message to hold against it.
      if (violations.length > 0) return `message contains invalid regular expression: ${error instanceof Error ? error.message : message}`;
    }
  }
  const found = violations.filter((violation) => fits(violation.message)).length;
  const fault = countFault(wanted, found, message);
  return fault === undefined ? undefined : `${fault}: got messages [${violations.map((violation) => violation.message).join(' ')}]`;
}

function countFault(wanted: number | string, found: number, message: string | undefined): string | undefined {
  const got = `unexpected number of violations: got ${found} violations${message === undefined ? '' : ` containing ${JSON.stringify(message)}`} but want`;
  if (wanted === 'yes') return found > 0 ? undefined : `${got} at least 1`;
  if (wanted === 'no') return found === 0 ? undefined : `${got} none`;
  if (typeof wanted === 'string' || wanted < 0) return WANTED;
  return found === wanted ? undefined : `${got} exactly ${wanted}`;
}

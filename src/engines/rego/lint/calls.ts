import { regexOf, sprintf } from '../builtins/index.ts';
import { DEPRECATED_BUILTINS } from '../compile/terms.ts';
import { BuiltinFault } from '../evaluate/faults.ts';
import { type Module, type Term, walkRule } from '../syntax/index.ts';
import { builtinOf, type LintRule, type Spot, type Surroundings } from './rule.ts';

type Call = Term & { readonly kind: 'call' };

interface NamedCall {
  readonly name: string;
  readonly call: Call;
}

/** The calls of builtins, in the order of the text. */
function callsOf({ rules }: Module, surroundings: Surroundings): readonly NamedCall[] {
  const found: NamedCall[] = [];
  for (const rule of rules) {
    walkRule(rule, {
      term: (call) => {
        const name = builtinOf(call, surroundings);
        if (name !== undefined && call.kind === 'call') found.push({ name, call });
      },
    });
  }
  return found;
}

const MISSING = /%![A-Za-z]\((?:MISSING|BADINDEX)\)/;
const EXTRA = /%!\(EXTRA /;

export const sprintfArguments: LintRule = {
  id: 'sprintf-arguments',
  why: 'the message says %!d(MISSING) or %!(EXTRA ...) to whoever has to act on it',
  remedy: 'give the list one value for each verb of the format',
  find: (module, surroundings) =>
    callsOf(module, surroundings).flatMap(({ name, call }): readonly Spot[] => {
      const [format, list] = call.args;
      if (name !== 'sprintf' || format?.kind !== 'scalar' || typeof format.value !== 'string' || list?.kind !== 'array') return [];
      const { length } = list.items;
      // Zeros, as a verb may take its width from the list.
      const text = sprintf(
        format.value,
        Array.from({ length }, () => 0),
      );
      if (MISSING.test(text)) return [{ at: call.at, message: `the format has a verb for which the list of ${length} has no value` }];
      return EXTRA.test(text) ? [{ at: call.at, message: `the list has a value for which the format has no verb` }] : [];
    }),
};

/** Which argument is the pattern. */
const PATTERNS: Readonly<Record<string, number>> = {
  re_match: 0,
  'regex.find_all_string_submatch_n': 0,
  'regex.find_n': 0,
  'regex.match': 0,
  'regex.replace': 1,
  'regex.split': 0,
};

function patternsOf(module: Module, surroundings: Surroundings): readonly { readonly pattern: string; readonly at: number }[] {
  return callsOf(module, surroundings).flatMap(({ name, call }) => {
    const index = PATTERNS[name];
    const term = index === undefined ? undefined : call.args[index];
    return term?.kind === 'scalar' && typeof term.value === 'string' ? [{ pattern: term.value, at: term.at }] : [];
  });
}

export const invalidRegex: LintRule = {
  id: 'invalid-regex',
  why: 'a call with a pattern that is none is undefined, so that a rule that denies by it never does',
  remedy: 'correct the pattern; its syntax is that of RE2, which has no lookaround and no backreferences',
  find: (module, surroundings) =>
    patternsOf(module, surroundings).flatMap(({ pattern, at }): readonly Spot[] => {
      const reason = reasonAgainst(pattern);
      return reason === undefined ? [] : [{ at, message: reason }];
    }),
};

function reasonAgainst(pattern: string): string | undefined {
  try {
    regexOf(pattern);
    return undefined;
  } catch (fault) {
    if (!(fault instanceof BuiltinFault)) throw fault;
    return fault.message;
  }
}

export const escapedRegex: LintRule = {
  id: 'escaped-regex',
  why: 'every backslash of a pattern is written twice between quotes, and one that is forgotten means something else',
  remedy: 'write the pattern between back quotes: `\\d+`',
  find: (module, surroundings) =>
    patternsOf(module, surroundings)
      .filter(({ pattern, at }) => module.text[at] === '"' && pattern.includes('\\') && !pattern.includes('`'))
      .map(({ at }) => ({ at, message: 'the pattern has escaped backslashes' })),
};

const SUCCESSORS: Readonly<Record<string, string>> = {
  all: 'every',
  any: 'some ... in',
  'net.cidr_overlap': 'net.cidr_contains',
  re_match: 'regex.match',
  set_diff: 'the operator -',
};

export const deprecatedBuiltin: LintRule = {
  id: 'deprecated-builtin',
  why: 'version 1 of Rego has no such function, so that the module cannot be carried over as it is',
  remedy: 'use what took its place',
  find: (module, surroundings) =>
    callsOf(module, surroundings)
      .filter(({ name }) => DEPRECATED_BUILTINS.has(name))
      .map(({ name, call }) => ({
        at: call.at,
        message: SUCCESSORS[name] === undefined ? `${name} is deprecated` : `${name} is deprecated; ${SUCCESSORS[name]} took its place`,
      })),
};

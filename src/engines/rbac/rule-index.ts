import { forEachId, has, type IdSet, idSet, sizeOf } from './id-set.ts';
import { urlCovers } from './match.ts';
import { type Action, combinedResource } from './request.ts';
import type { PolicyRule } from './vocabulary.ts';

/** The distinct rules of a policy by their number, and which of them name which verb, group, resource and path. */
export interface RuleIndex {
  readonly rules: readonly PolicyRule[];
  /** Prepares one question about many rules. */
  query(action: Action): RuleQuery;
}

export interface RuleQuery {
  /** Whether the rule of that number allows the request. */
  allows(rule: number): boolean;
  /** All rules that allow it, ascending. */
  matching(): readonly number[];
}

/** Gives equal rules one number. */
export function createInterner(): { readonly rules: readonly PolicyRule[]; intern(rule: PolicyRule): number } {
  const rules: PolicyRule[] = [];
  const numbers = new Map<string, number>();
  return {
    rules,
    intern(rule) {
      const key = JSON.stringify([rule.verbs, rule.apiGroups, rule.resources, rule.resourceNames, rule.nonResourceURLs]);
      let number = numbers.get(key);
      if (number === undefined) {
        number = rules.push(rule) - 1;
        numbers.set(key, number);
      }
      return number;
    },
  };
}

type Postings = ReadonlyMap<string, IdSet>;

export function indexRules(rules: readonly PolicyRule[]): RuleIndex {
  const verbs = post(rules, (rule) => rule.verbs);
  const groups = post(rules, (rule) => rule.apiGroups);
  const resources = post(rules, (rule) => rule.resources);
  const urls = post(rules, (rule) => rule.nonResourceURLs);
  const patterns = [...urls.keys()].filter((url) => url.endsWith('*'));
  const names = rules.map(({ resourceNames }) => (resourceNames.length === 0 ? undefined : new Set(resourceNames)));
  const [anyVerb, anyGroup, anyResource] = [verbs.get('*'), groups.get('*'), resources.get('*')];
  return {
    rules,
    query(action) {
      const verb = verbs.get(action.verb);
      const hasVerb = (rule: number): boolean => has(anyVerb, rule) || has(verb, rule);
      if (action.kind === 'path') {
        const sets = [urls.get(action.path), ...patterns.filter((url) => urlCovers(url, action.path)).map((url) => urls.get(url))];
        return queryOf(sets, (rule) => hasVerb(rule) && sets.some((set) => has(set, rule)));
      }
      const group = groups.get(action.apiGroup);
      const resource = resources.get(combinedResource(action));
      const subresource = action.subresource === '' ? undefined : resources.get(`*/${action.subresource}`);
      return queryOf(
        [anyResource, resource, subresource],
        (rule) =>
          (has(anyResource, rule) || has(resource, rule) || has(subresource, rule)) &&
          hasVerb(rule) &&
          (has(anyGroup, rule) || has(group, rule)) &&
          names[rule]?.has(action.name) !== false,
      );
    },
  };
}

function queryOf(sets: readonly (IdSet | undefined)[], allows: (rule: number) => boolean): RuleQuery {
  let found: readonly number[] | undefined;
  return {
    allows,
    matching() {
      if (found) return found;
      const matching = new Set<number>();
      for (const set of sets) {
        if (sizeOf(set) > 0) {
          forEachId(set, (rule) => {
            if (allows(rule)) matching.add(rule);
          });
        }
      }
      return (found = [...matching].sort((a, b) => a - b));
    },
  };
}

function post(rules: readonly PolicyRule[], wordsOf: (rule: PolicyRule) => readonly string[]): Postings {
  const lists = new Map<string, number[]>();
  for (const [number, rule] of rules.entries()) {
    for (const word of wordsOf(rule)) {
      const list = lists.get(word);
      if (list === undefined) lists.set(word, [number]);
      else if (list.at(-1) !== number) list.push(number);
    }
  }
  return new Map([...lists].map(([word, list]) => [word, idSet(list, rules.length)]));
}

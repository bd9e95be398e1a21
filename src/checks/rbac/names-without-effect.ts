import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { defineRuleCheck } from './define-rule-check.ts';
import { listWords } from './words.ts';

/** Requests with these verbs carry no name: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources */
const NAMELESS: ReadonlySet<string> = new Set(['create', 'deletecollection']);

export const namesWithoutEffect: Check = defineRuleCheck({
  id: 'rbac/names-without-effect',
  title: 'Verb that resourceNames takes away',
  severity: 'low',
  why: 'A create or deletecollection carries no name when it is judged, so a rule with resourceNames never allows it: the program fails, and somebody removes the names for all verbs.',
  remedy: 'Put create into a rule of its own without resourceNames, if it is needed, or remove it from this one.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  *find({ rule, index }) {
    // The name of the parent counts for a subresource.
    if (rule.resourceNames.length === 0 || rule.resources.length === 0 || rule.resources.some((resource) => resource.includes('/'))) return;
    const verbs = rule.verbs.filter((verb) => NAMELESS.has(verb));
    const [first] = verbs;
    if (first !== undefined)
      yield {
        path: ['rules', index, 'verbs', rule.verbs.indexOf(first)],
        message: `${listWords(verbs)} of ${listWords(rule.resources)} is never allowed by a rule with resourceNames`,
      };
  },
  fix(_, { rule, index }) {
    const rest = rule.verbs.filter((verb) => !NAMELESS.has(verb));
    if (rest.length === 0) return undefined;
    const edits = rule.verbs.flatMap((verb, at) =>
      NAMELESS.has(verb) ? [{ kind: 'remove', path: ['rules', index, 'verbs', at] } as const] : [],
    );
    return makeFix(edits.toReversed(), 'nothing: the verb is not allowed today');
  },
});

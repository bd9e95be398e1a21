import { didYouMean } from '../../core/index.ts';
import type { PolicyRule } from '../../engines/rbac/index.ts';
import { builtInResources, VIRTUAL_RESOURCES } from '../../kubernetes/index.ts';
import type { Check } from '../define.ts';
import { removeItem } from '../fixes.ts';
import { defineRuleCheck } from './define-rule-check.ts';
import { listWords } from './words.ts';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
/** https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb */
const PATH_VERBS: ReadonlySet<string> = new Set(['get', 'head', 'options', 'post', 'put', 'patch', 'delete']);

const remove = removeItem('nothing: no request has that verb');

export const unknownVerb: Check = defineRuleCheck({
  id: 'rbac/unknown-verb',
  title: 'Verb that means nothing for its resource',
  severity: 'low',
  why: 'No request has that verb, so it allows nothing: a program fails where read was written for get and list, and a reviewer believes in a right, or in a limit, that is not there.',
  remedy:
    'Write get, list, watch, create, update, patch, delete or deletecollection. bind and escalate belong to roles and clusterroles, impersonate to users, groups and service accounts.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  *find({ rule, index }) {
    for (const [at, verb] of rule.verbs.entries()) {
      const message = verb === verb.toLowerCase() ? problemOf(verb, rule) : undefined;
      if (message !== undefined) yield { path: ['rules', index, 'verbs', at], message };
    }
  },
  fix: (violation, { rule }) => (rule.verbs.length > 1 ? remove(violation, undefined) : undefined),
});

/** `undefined` for a verb that may be asked for, also for resources that are not Kubernetes's own, which may have any. */
function problemOf(verb: string, { apiGroups, resources, nonResourceURLs }: PolicyRule): string | undefined {
  if (verb === '*' || verb.startsWith('impersonate')) return undefined;
  if (nonResourceURLs.length > 0 && resources.length === 0) {
    return PATH_VERBS.has(verb) ? undefined : `no request for a path has the verb ${verb}`;
  }
  if (VERBS.includes(verb) || resources.includes('*') || !apiGroups.every(isBuiltIn)) return undefined;
  const owners = VIRTUAL_RESOURCES.filter(({ verbs }) => verbs.includes(verb)).map(({ resource }) => resource);
  if (resources.some((resource) => owners.includes(resource))) return undefined;
  if (owners.length > 0) return `${verb} means nothing for ${listWords(resources)}: it belongs to ${listWords(owners)}`;
  // The verb of PodSecurityPolicy and of resources that other groups add.
  if (verb === 'use') return undefined;
  const suggestion = didYouMean(verb, VERBS);
  return `${verb} is no verb${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`;
}

let groups: ReadonlySet<string> | undefined;

function isBuiltIn(group: string): boolean {
  return (groups ??= new Set(builtInResources().map((resource) => resource.group))).has(group);
}

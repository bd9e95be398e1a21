import { valueAt } from '../../core/index.ts';
import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { defineRuleCheck } from './define-rule-check.ts';

export const verbCase: Check = defineRuleCheck({
  id: 'rbac/verb-case',
  title: 'Verb in capital letters, which is no verb',
  severity: 'low',
  why: 'Verbs are compared letter by letter, so GET allows nothing; what was meant does not work, and reviewers who read past the case see a right that is not there.',
  remedy: 'Write verbs in small letters: get, list, watch.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  *find({ rule, index }) {
    for (const [at, verb] of rule.verbs.entries())
      if (verb !== verb.toLowerCase())
        yield { path: ['rules', index, 'verbs', at], message: `${verb} allows nothing; ${verb.toLowerCase()} is a verb` };
  },
  fix({ path }, { role }) {
    const verb = valueAt(role.source?.value, path);
    if (typeof verb !== 'string') return undefined;
    return makeFix([{ kind: 'set', path, value: verb.toLowerCase() }], 'nothing that works today: the right begins to hold', {
      risky: true,
    });
  },
});

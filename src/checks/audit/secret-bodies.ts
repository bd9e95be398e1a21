import { auditLevelOf } from '../audit-rules.ts';
import { type Check, defineCheck } from '../define.ts';

const SENSITIVE = [
  { group: '', resource: 'secrets' },
  { group: 'authentication.k8s.io', resource: 'tokenreviews' },
  { group: '', resource: 'serviceaccounts/token' },
] as const;

export const secretBodies: Check = defineCheck({
  id: 'audit/secret-bodies',
  title: 'Audit log holds the content of Secrets',
  severity: 'high',
  on: 'object',
  kinds: ['audit.k8s.io/Policy'],
  why: 'At the level Request or RequestResponse the values of Secrets, and the tokens of TokenReviews, lie in the log, which more people and systems read than the cluster.',
  remedy: 'Put a rule with level Metadata for secrets, configmaps, tokenreviews and serviceaccounts/token first.',
  standards: {
    cis: ['3.2.2'],
    nsa: ['logging', 'secrets'],
    owasp: ['K05', 'K08'],
    mitre: ['T1552.001'],
    microsoft: ['MS-TA9025'],
    cks: ['monitoring'],
  },
  aliases: {},
  *evaluate({ object }) {
    const seen = new Set<number>();
    for (const { group, resource } of SENSITIVE) {
      const { level, rule } = auditLevelOf(object.value, { verb: 'create', group, resource });
      if (rule === undefined || seen.has(rule) || (level !== 'Request' && level !== 'RequestResponse')) continue;
      seen.add(rule);
      yield { path: ['rules', rule, 'level'], message: `${resource} are recorded at the level ${level}, with their content` };
    }
  },
});

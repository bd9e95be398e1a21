import { type Check, defineCheck } from '../define.ts';

export const templateInvalid: Check = defineCheck({
  id: 'gatekeeper/template-invalid',
  title: 'ConstraintTemplate that Gatekeeper refuses',
  severity: 'high',
  on: 'object',
  kinds: ['templates.gatekeeper.sh/ConstraintTemplate'],
  scope: 'world',
  why: 'Gatekeeper does not load a template with a mistake, so its constraints cannot be created, and what they should keep out gets in.',
  remedy:
    'Correct what the message names. `seawall policy check` finds mistakes of Rego while it is written; `seawall policy verify` runs suites of tests.',
  standards: { nsa: ['pod-security-enforcement'], owasp: ['K04'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has templates.',
  *evaluate({ object }, { constraints }) {
    for (const { path, message, isUndecided } of constraints?.faultsOf(object) ?? []) {
      if (isUndecided) yield { path, undecided: `ConstraintTemplate ${object.name}: ${message}` };
      else yield { path, message };
    }
  },
});

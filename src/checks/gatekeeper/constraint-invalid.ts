import { type Check, defineCheck } from '../define.ts';
import { CONSTRAINT_GROUP } from './constraint-judge.ts';

export const constraintInvalid: Check = defineCheck({
  id: 'gatekeeper/constraint-invalid',
  title: 'Constraint that does not fit its template',
  severity: 'high',
  on: 'object',
  kinds: ['*'],
  scope: 'world',
  why: 'The API server refuses a constraint whose parameters or match are wrong, so the rule that it should set is not there.',
  remedy: "Write spec.parameters as the template's openAPIV3Schema describes them, and spec.match as Gatekeeper's documentation does.",
  standards: { nsa: ['pod-security-enforcement'], owasp: ['K04'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has constraints.',
  *evaluate({ object }, { constraints }) {
    if (object.group !== CONSTRAINT_GROUP) return;
    for (const { path, message, isUndecided } of constraints?.faultsOf(object) ?? []) {
      if (isUndecided) yield { path, undecided: `${object.kind} ${object.name} was not asked: ${message}` };
      else yield { path, message };
    }
  },
});

import { type Evidence, formatPlace, type Severity } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';
import type { ConstraintVerdict } from './constraint-judge.ts';

export const violation: Check = defineCheck({
  id: 'gatekeeper/violation',
  title: "Object that one of Gatekeeper's constraints forbids",
  severity: 'high',
  on: 'object',
  kinds: ['*'],
  scope: 'world',
  why: "The constraints stand beside the object, so they are the cluster's own rules: with enforcementAction deny the API server refuses the object, or the pods of the workload never start; with warn and dryrun it gets in against the rule.",
  remedy: 'Change the object as the message says. Where the rule does not fit, change the parameters or the match of the constraint.',
  standards: { nsa: ['pod-security-enforcement'], owasp: ['K04'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has constraints.',
  *evaluate({ object }, { constraints }) {
    for (const verdict of constraints?.about(object) ?? []) {
      const path = verdict.pod ?? ['metadata', 'name'];
      const named = `${verdict.constraint.kind} ${verdict.constraint.name}`;
      if (verdict.isUndecided)
        yield { path, undecided: `${named} could not be asked about ${object.kind} ${object.name}: ${verdict.message}` };
      else {
        const of = verdict.pod ? `, about the pods of ${object.kind} ${object.name}` : '';
        yield { path, message: `${named}${of}: ${verdict.message}`, severity: severityOf(verdict), evidence: evidenceOf(verdict) };
      }
    }
  },
});

function severityOf({ actions }: ConstraintVerdict): Severity {
  if (actions.includes('deny')) return 'high';
  return actions.includes('warn') ? 'medium' : 'low';
}

function evidenceOf({ constraint, template, actions }: ConstraintVerdict): readonly Evidence[] {
  return [
    { kind: 'requirement', text: `${constraint.kind} ${constraint.name} (${actions.join(', ')}) at ${placeOf(constraint)}` },
    { kind: 'object', reference: `ConstraintTemplate ${template.name}`, place: template.locate(['metadata', 'name']).place },
  ];
}

function placeOf(object: InventoryObject): string {
  return formatPlace(object.locate(['metadata', 'name']).place);
}

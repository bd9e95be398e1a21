import { auditLevelOf } from '../audit-rules.ts';
import { type Check, defineCheck } from '../define.ts';

const IMPORTANT = [
  { what: 'reading Secrets', verb: 'get', group: '', resource: 'secrets' },
  { what: 'commands in pods', verb: 'create', group: '', resource: 'pods/exec' },
  { what: 'attaching to pods', verb: 'create', group: '', resource: 'pods/attach' },
  { what: 'forwarding ports of pods', verb: 'create', group: '', resource: 'pods/portforward' },
  { what: 'creating pods', verb: 'create', group: '', resource: 'pods' },
  { what: 'granting roles', verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'clusterrolebindings' },
] as const;

export const changesUnrecorded: Check = defineCheck({
  id: 'audit/changes-unrecorded',
  title: 'Audit policy leaves out what matters',
  severity: 'medium',
  on: 'object',
  kinds: ['audit.k8s.io/Policy'],
  why: 'Access to Secrets, commands in pods and changes of rights are what an intruder does; without a record nobody sees it.',
  remedy:
    'Record secrets, pods/exec, pods/attach, pods/portforward and the group rbac.authorization.k8s.io at least at the level Metadata, before any rule with level None.',
  standards: { cis: ['3.2.1', '3.2.2'], nsa: ['logging'], owasp: ['K05'], mitre: ['T1562'], cks: ['monitoring'] },
  aliases: {},
  *evaluate({ object }) {
    const missed = new Map<number | undefined, string[]>();
    for (const { what, ...request } of IMPORTANT) {
      const { level, rule } = auditLevelOf(object.value, request);
      if (level === 'None') missed.set(rule, [...(missed.get(rule) ?? []), what]);
    }
    for (const [rule, names] of missed) {
      yield {
        path: rule === undefined ? ['rules'] : ['rules', rule, 'level'],
        message: `not recorded${rule === undefined ? ', since no rule matches' : ''}: ${names.join(', ')}`,
      };
    }
  },
});

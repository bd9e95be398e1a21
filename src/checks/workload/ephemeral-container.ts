import { type Check, defineCheck } from '../define.ts';

export const ephemeralContainer: Check = defineCheck({
  id: 'workload/ephemeral-container',
  title: 'Debugging container left in a manifest',
  severity: 'low',
  on: 'pod',
  why: 'Ephemeral containers are for a person at work. One that stays is a shell beside the program, often with tools and rights that it was not given.',
  remedy: 'Remove ephemeralContainers; the API server does not accept them in new pods anyway.',
  standards: { owasp: ['K01'], mitre: ['T1609'], microsoft: ['MS-TA9006'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'Only pods read from a running cluster have them.',
  *evaluate({ pod }) {
    for (const container of pod.containers) {
      if (container.kind === 'ephemeral') yield { path: container.path, message: `ephemeral container ${container.name}` };
    }
  },
});

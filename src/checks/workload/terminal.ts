import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const terminal: Check = defineCheck({
  id: 'workload/terminal',
  title: 'Container waits for a terminal',
  severity: 'info',
  on: 'container',
  why: 'stdin and tty are for containers that people attach to; in a manifest they are left from a test, and make an attached session look usual.',
  remedy: 'Remove stdin and tty from the container.',
  standards: { owasp: ['K01'], mitre: ['T1609'], microsoft: ['MS-TA9006'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  fix: setField(false, 'kubectl attach to the container'),
  *evaluate({ container }) {
    if (container.kind === 'ephemeral') return;
    for (const field of ['stdin', 'tty'] as const) {
      if (container.spec[field] === true)
        yield { path: [...container.path, field], message: `${field} of container ${container.name} is true` };
    }
  },
});

import { type Check, defineCheck } from '../define.ts';
import { severityIfKept } from './kept.ts';

/** They come with every cluster. */
const BUILT_IN: ReadonlySet<string> = new Set(['system-cluster-critical', 'system-node-critical']);

export const priorityClass: Check = defineCheck({
  id: 'reference/priority-class',
  title: 'Priority class that is not among what was scanned',
  severity: 'low',
  on: 'pod',
  why: 'The API server refuses a pod whose priority class does not exist, so a security agent that was to come first does not come at all.',
  remedy: 'Add the PriorityClass, or correct the name.',
  standards: { nsa: ['resource-policies'], owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  scope: 'world',
  unseen: 'None of the published manifests that were looked at asks for a priority class of its own.',
  *evaluate({ pod }, { world }) {
    const name = pod.spec.priorityClassName;
    if (!name || BUILT_IN.has(name) || world.find('scheduling.k8s.io', 'PriorityClass', undefined, name)) return;
    yield {
      path: [...pod.path, 'priorityClassName'],
      message: `PriorityClass ${name} is not among the scanned objects`,
      severity: severityIfKept(world, undefined, 'scheduling.k8s.io', 'PriorityClass', 'low'),
    };
  },
});

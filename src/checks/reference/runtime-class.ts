import { type Check, defineCheck } from '../define.ts';
import { severityIfKept } from './kept.ts';

export const runtimeClass: Check = defineCheck({
  id: 'reference/runtime-class',
  title: 'Runtime class that is not among what was scanned',
  severity: 'low',
  on: 'pod',
  why: 'Without the RuntimeClass the pod is refused, and the sandbox that it asks for is not there.',
  remedy: 'Add the RuntimeClass and install its runtime on the nodes.',
  standards: { nsa: ['hardened-containers'], owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  scope: 'world',
  unseen: 'None of the published manifests that were looked at asks for a runtime class.',
  *evaluate({ pod }, { world }) {
    const name = pod.spec.runtimeClassName;
    if (!name || world.find('node.k8s.io', 'RuntimeClass', undefined, name)) return;
    yield {
      path: [...pod.path, 'runtimeClassName'],
      message: `RuntimeClass ${name} is not among the scanned objects`,
      severity: severityIfKept(world, undefined, 'node.k8s.io', 'RuntimeClass', 'low'),
    };
  },
});

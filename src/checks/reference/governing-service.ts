import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { severityIfKept } from './kept.ts';

export const governingService: Check = defineCheck({
  id: 'reference/governing-service',
  title: 'StatefulSet whose Service is not among what was scanned',
  severity: 'low',
  on: 'object',
  kinds: ['apps/StatefulSet'],
  why: 'The names under which its pods find each other do not exist, and whoever makes the Service decides where they lead.',
  remedy: 'Add a Service of that name with clusterIP None that selects the pods, or correct serviceName.',
  standards: { owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: { 'kube-score': ['statefulset-has-servicename'] },
  scope: 'world',
  *evaluate({ object }, { world }) {
    const name = stringAt(object.value, 'spec', 'serviceName');
    if (!name || world.find('', 'Service', object.namespace, name)) return;
    yield {
      path: ['spec', 'serviceName'],
      message: `Service ${name} is not among the scanned objects`,
      severity: severityIfKept(world, object.namespace, '', 'Service', 'low'),
    };
  },
});

import { listAt, stringAt } from '../../core/index.ts';
import type { World } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { objectsIn } from '../namespaces.ts';
import { severityIfKept } from './kept.ts';

/** A StatefulSet makes a claim for each of its pods, named after the template, itself and the pod's number. */
function isMadeByStatefulSet(world: World, namespace: string | undefined, claim: string): boolean {
  return objectsIn(world, namespace, 'apps', 'StatefulSet').some((set) =>
    listAt(set.value, 'spec', 'volumeClaimTemplates').some((template) => {
      const prefix = `${stringAt(template, 'metadata', 'name')}-${set.name}-`;
      return claim.startsWith(prefix) && /^\d+$/.test(claim.slice(prefix.length));
    }),
  );
}

export const volumeClaim: Check = defineCheck({
  id: 'reference/volume-claim',
  title: 'Volume claim that is not among what was scanned',
  severity: 'low',
  on: 'pod',
  why: 'The pod waits for the claim, and whoever may create claims in the namespace decides which volume it gets to read and write.',
  remedy: 'Add the PersistentVolumeClaim, or correct the name.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  scope: 'world',
  *evaluate({ object, pod }, { world }) {
    for (const [index, { persistentVolumeClaim: claim }] of (pod.spec.volumes ?? []).entries()) {
      const name = claim?.claimName;
      if (!name || world.find('', 'PersistentVolumeClaim', object.namespace, name)) continue;
      if (isMadeByStatefulSet(world, object.namespace, name)) continue;
      yield {
        path: [...pod.path, 'volumes', index, 'persistentVolumeClaim', 'claimName'],
        message: `PersistentVolumeClaim ${name} is not among the scanned objects`,
        severity: severityIfKept(world, object.namespace, '', 'PersistentVolumeClaim', 'low'),
      };
    }
  },
});

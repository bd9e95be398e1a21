import { type Check, defineCheck } from '../define.ts';
import { isMadeElsewhere } from '../made-elsewhere.ts';
import { secretReferences } from '../pod-references.ts';

export const secret: Check = defineCheck({
  id: 'reference/secret',
  title: 'Secret that is not among what was scanned',
  severity: 'info',
  on: 'pod',
  why: 'If it is made elsewhere, all is well; if not, the pod waits for it, and whoever may create Secrets in the namespace decides what it gets.',
  remedy: 'Add the Secret, as a SealedSecret or ExternalSecret, or check that something else makes it.',
  standards: { owasp: ['K08'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  scope: 'world',
  *evaluate({ object, pod }, { world }) {
    for (const { name, path } of secretReferences(pod)) {
      if (world.find('', 'Secret', object.namespace, name) || isMadeElsewhere(world, object.namespace, name)) continue;
      yield { path, message: `Secret ${name} is not among the scanned objects` };
    }
  },
});

import { type Check, defineCheck } from '../define.ts';
import { objectsIn, SYSTEM_NAMESPACES } from '../namespaces.ts';

export const noLimitRange: Check = defineCheck({
  id: 'namespace/no-limit-range',
  title: 'Namespace has no limit range',
  severity: 'info',
  on: 'object',
  kinds: ['/Namespace'],
  why: 'Containers that name no limits get none. A LimitRange gives them sensible ones and bounds what a container may ask for.',
  remedy: 'Add a LimitRange with default and defaultRequest for containers.',
  standards: { nsa: ['resource-policies'], owasp: ['K01'], mitre: ['T1499'], microsoft: ['MS-TA9040'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KSV039', 'AVD-KSV-0039'] },
  scope: 'world',
  *evaluate({ object }, { world }) {
    if (SYSTEM_NAMESPACES.has(object.name) || objectsIn(world, object.name, '', 'LimitRange').length > 0) return;
    yield { path: ['metadata', 'name'], message: `no LimitRange gives containers of ${object.name} their limits` };
  },
});

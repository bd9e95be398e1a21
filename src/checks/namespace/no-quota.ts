import { type Check, defineCheck } from '../define.ts';
import { objectsIn, SYSTEM_NAMESPACES } from '../namespaces.ts';

export const noQuota: Check = defineCheck({
  id: 'namespace/no-quota',
  title: 'Namespace has no resource quota',
  severity: 'low',
  on: 'object',
  kinds: ['/Namespace'],
  why: 'One namespace can take all nodes: by mistake, or by somebody who mines coins with a stolen token.',
  remedy: 'Add a ResourceQuota with limits on cpu, memory, pods, and node ports.',
  standards: {
    nsa: ['resource-policies'],
    owasp: ['K01'],
    mitre: ['T1499', 'T1496'],
    microsoft: ['MS-TA9040', 'MS-TA9039'],
    cks: ['cluster-hardening'],
  },
  aliases: { trivy: ['KSV040', 'AVD-KSV-0040'] },
  scope: 'world',
  *evaluate({ object }, { world }) {
    if (SYSTEM_NAMESPACES.has(object.name) || objectsIn(world, object.name, '', 'ResourceQuota').length > 0) return;
    yield { path: ['metadata', 'name'], message: `no ResourceQuota limits ${object.name}` };
  },
});

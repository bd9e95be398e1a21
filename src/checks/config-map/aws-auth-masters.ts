import { listAt, stringAt } from '../../core/index.ts';
import { readYaml } from '../../formats/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { valuesOf } from './values.ts';

export const awsAuthMasters: Check = defineCheck({
  id: 'config-map/aws-auth-masters',
  title: 'AWS identity is mapped to system:masters',
  severity: 'high',
  on: 'object',
  kinds: ['/ConfigMap'],
  why: 'Members of system:masters pass every authorization check, and no role or binding can take that away from them: who can become the AWS role owns the cluster, and whoever can write this ConfigMap can add themselves.',
  remedy:
    'Map the identity to a group of your own and bind that to the roles it needs; better, use EKS access entries and remove aws-auth.',
  standards: {
    cis: ['5.1.7'],
    nsa: ['rbac', 'cloud-infrastructure'],
    owasp: ['K03'],
    mitre: ['T1078'],
    microsoft: ['MS-TA9001', 'MS-TA9019'],
    cks: ['cluster-hardening'],
  },
  aliases: { 'kube-bench': ['5.1.7'] },
  unseen: 'No corpus is made for EKS.',
  *evaluate({ object }) {
    if (object.name !== 'aws-auth' || (object.namespace !== undefined && object.namespace !== 'kube-system')) return;
    for (const { key, path, text } of valuesOf(object)) {
      if (key !== 'mapRoles' && key !== 'mapUsers') continue;
      for (const { value } of readYaml(text).documents) {
        for (const entry of listAt(value)) {
          if (!listAt(entry, 'groups').includes('system:masters')) continue;
          const identity = stringAt(entry, 'rolearn') ?? stringAt(entry, 'userarn') ?? 'an identity';
          yield { path, message: `${identity} is mapped to system:masters` };
        }
      }
    }
  },
});

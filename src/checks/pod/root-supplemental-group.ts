import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';

export const rootSupplementalGroup: Check = defineCheck({
  id: 'pod/root-supplemental-group',
  title: 'Pod adds the group root to its processes',
  severity: 'low',
  on: 'pod',
  why: 'Files of the group root in images and volumes become readable or writable, although the process runs as somebody else.',
  remedy: 'Remove 0 from supplementalGroups, and choose another fsGroup.',
  standards: { nsa: ['non-root'], owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: { trivy: ['KSV029', 'AVD-KSV-0029'] },
  unseen: 'None of the published manifests that were looked at adds the group root.',
  fix: removeField('access to files of group 0', { risky: true }),
  *evaluate({ pod }) {
    const { supplementalGroups = [], fsGroup } = pod.spec.securityContext ?? {};
    const path = [...pod.path, 'securityContext'];
    for (const [index, group] of supplementalGroups.entries()) {
      if (group === 0) yield { path: [...path, 'supplementalGroups', index], message: 'supplementalGroups contains 0' };
    }
    if (fsGroup === 0) yield { path: [...path, 'fsGroup'], message: 'fsGroup is 0' };
  },
});

import { resolveSetting } from '../../kubernetes/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const windowsAdministrator: Check = defineCheck({
  id: 'pod/windows-administrator',
  title: 'Windows container runs as administrator',
  severity: 'medium',
  on: 'container',
  why: 'ContainerAdministrator may install drivers and change system files of the container; flaws of the isolation are reachable from there.',
  remedy: 'Set windowsOptions.runAsUserName to ContainerUser, or to a user of the image.',
  standards: { nsa: ['non-root'], owasp: ['K01'], mitre: ['T1611'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the manifests that were looked at is for Windows nodes.',
  *evaluate({ pod, container }) {
    const { value, path } = resolveSetting(pod, container, 'windowsOptions');
    if (/^(?:.*\\)?containeradministrator$/i.test(value?.runAsUserName ?? '')) {
      yield { path: [...path, 'runAsUserName'], message: `container ${container.name} runs as ${value?.runAsUserName}` };
    }
  },
});

import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const externalName: Check = defineCheck({
  id: 'service/external-name',
  title: 'Service is another name for something outside',
  severity: 'low',
  on: 'object',
  kinds: ['/Service'],
  why: 'The name looks like a service of the cluster and leads wherever DNS says, without TLS checks on that name; pointing it at localhost or the metadata service turns proxies against their own network.',
  remedy: 'Let the program use the outside name itself.',
  standards: { nsa: ['network-policies'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has a Service of this type.',
  *evaluate({ object }) {
    if (stringAt(object.value, 'spec', 'type') !== 'ExternalName') return;
    const name = stringAt(object.value, 'spec', 'externalName') ?? '';
    const isInward = /^(?:localhost|127\.|169\.254\.|metadata\.google\.internal|kubernetes\.default|\[?::1)/i.test(name);
    yield {
      path: ['spec', 'externalName'],
      message: `the service is a name for ${name}`,
      ...(isInward ? { severity: 'high' as const } : {}),
    };
  },
});

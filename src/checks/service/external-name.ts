import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const externalName: Check = defineCheck({
  id: 'service/external-name',
  title: 'Service is another name for something outside',
  severity: 'info',
  on: 'object',
  kinds: ['/Service'],
  why: 'The name looks like a service of the cluster and leads wherever DNS says, without TLS checks on that name; pointing it at localhost, the metadata service or another namespace turns ingress controllers and proxies against their own network.',
  remedy: 'Let the program use the outside name itself, and let an Ingress or a Gateway route only to Services with a selector.',
  standards: { nsa: ['network-policies'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has a Service of this type.',
  *evaluate({ object }) {
    if (stringAt(object.value, 'spec', 'type') !== 'ExternalName') return;
    const name = stringAt(object.value, 'spec', 'externalName') ?? '';
    const isInward = /^(?:localhost|127\.|169\.254\.|0\.0\.0\.0|metadata\.google\.internal|kubernetes\.default|\[?::1)/i.test(name);
    const isElsewhere = /^[^.]+\.[^.]+\.svc(?:\.[a-z0-9.-]+)?$/i.test(name);
    const path = ['spec', 'externalName'];
    if (isInward) yield { path, message: `the service is a name for ${name}`, severity: 'high' };
    else if (isElsewhere) yield { path, message: `the service is a name for ${name}, in another namespace`, severity: 'low' };
    else yield { path, message: `the service is a name for ${name}` };
  },
});

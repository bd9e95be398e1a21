import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { readTlsSecret } from '../tls-secret.ts';

export const hostMismatch: Check = defineCheck({
  id: 'certificate/host-mismatch',
  title: 'Certificate that does not cover the host it is used for',
  severity: 'high',
  on: 'object',
  kinds: ['networking.k8s.io/Ingress'],
  why: 'Every client is warned, and those that go on are used to it when somebody really sits in between.',
  remedy: 'Use a certificate that names the host, or its wildcard.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  scope: 'world',
  *evaluate({ object }, { world }) {
    const hosts = listAt(object.value, 'spec', 'rules').map((rule) => stringAt(rule, 'host'));
    for (const [index, entry] of listAt(object.value, 'spec', 'tls').entries()) {
      const name = stringAt(entry, 'secretName');
      const secret = name === undefined ? undefined : world.find('', 'Secret', object.namespace, name);
      const certificate = secret && readTlsSecret(secret)?.certificates[0];
      if (!certificate) continue;
      const named = listAt(entry, 'hosts').map(String);
      for (const host of named.length > 0 ? named : hosts) {
        // A wildcard host is covered by a certificate for one name below it.
        if (host === undefined || certificate.checkHost(host.replace(/^\*/, 'any')) !== undefined) continue;
        const at = named.indexOf(host);
        yield {
          path: at >= 0 ? ['spec', 'tls', index, 'hosts', at] : ['spec', 'tls', index, 'secretName'],
          message: `the certificate in Secret ${name} does not cover ${host}`,
        };
      }
    }
  },
});

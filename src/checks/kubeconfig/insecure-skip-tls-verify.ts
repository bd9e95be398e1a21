import { booleanAt, listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';

export const insecureSkipTlsVerify: Check = defineCheck({
  id: 'kubeconfig/insecure-skip-tls-verify',
  title: 'Kubeconfig does not check the API server',
  severity: 'high',
  on: 'object',
  kinds: ['/Config'],
  why: 'Whoever can get in between is the API server to this client, and receives its token with the first request.',
  remedy: 'Remove insecure-skip-tls-verify and set certificate-authority-data.',
  standards: { nsa: ['kubeconfig', 'encryption'], owasp: ['K06'], mitre: ['T1552'], microsoft: ['MS-TA9003'], cks: ['cluster-hardening'] },
  aliases: {},
  fix: removeField('connections to a cluster whose certificate no known authority signed', { risky: true }),
  *evaluate({ object }) {
    for (const [index, entry] of listAt(object.value, 'clusters').entries()) {
      if (booleanAt(entry, 'cluster', 'insecure-skip-tls-verify') === true)
        yield {
          path: ['clusters', index, 'cluster', 'insecure-skip-tls-verify'],
          message: `the certificate of cluster ${stringAt(entry, 'name')} is not checked`,
        };
    }
  },
});

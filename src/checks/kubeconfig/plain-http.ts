import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const plainHttp: Check = defineCheck({
  id: 'kubeconfig/plain-http',
  title: 'Kubeconfig talks to the API server in clear',
  severity: 'high',
  on: 'object',
  kinds: ['/Config'],
  why: 'Tokens and Secrets cross the network readable for everyone on the way.',
  remedy: 'Use an address with https in clusters[].cluster.server.',
  standards: { nsa: ['kubeconfig', 'encryption'], owasp: ['K06'], mitre: ['T1552'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'The files that were looked at use https.',
  *evaluate({ object }) {
    for (const [index, entry] of listAt(object.value, 'clusters').entries()) {
      const server = stringAt(entry, 'cluster', 'server') ?? '';
      if (/^http:\/\/(?!localhost[:/]|127\.|\[::1\])/.test(server))
        yield {
          path: ['clusters', index, 'cluster', 'server'],
          message: `cluster ${stringAt(entry, 'name')} is asked at ${server.replace(/\/\/[^/@]*@/, '//')}`,
        };
    }
  },
});

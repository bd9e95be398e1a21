import { listAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

/** Where the two kinds keep their identities. */
const PATHS = [
  ['spec', 'identities'],
  ['spec', 'client', 'meshTLS', 'identities'],
];

export const linkerdAnyIdentity: Check = defineCheck({
  id: 'mesh/linkerd-any-identity',
  title: 'Linkerd authorizes every identity of the mesh',
  severity: 'low',
  on: 'object',
  kinds: ['policy.linkerd.io/MeshTLSAuthentication', 'policy.linkerd.io/ServerAuthorization'],
  why: 'The identity "*" is every meshed pod of every namespace: one that is broken into anywhere may call the workload, and what looks like a list of clients is none.',
  remedy: 'Name the identities or service accounts of the clients.',
  standards: { nsa: ['network-policies', 'authentication'], owasp: ['K07'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at is for Linkerd.',
  *evaluate({ object }) {
    for (const path of PATHS) {
      const index = listAt(object.value, ...path).indexOf('*');
      if (index >= 0) yield { path: [...path, index], message: 'every identity of the mesh is authorized' };
    }
  },
});

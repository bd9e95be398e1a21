import { type Decision, hasPort, type PolicyRule } from '../../engines/network/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { listWords } from '../rbac/words.ts';
import { FRESH_POD } from './fresh-pod.ts';
import { nameRule, ruleEvidence } from './names.ts';
import { networkOfWorld } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';
import { dataStoreOf, portsOf } from './products.ts';

export const dataStoreOpen: Check = defineCheck({
  id: 'network/data-store-open',
  title: 'Data store that every pod of the cluster reaches',
  severity: 'medium',
  on: 'container',
  why: 'Databases, caches and queues often ask for no password, or for one that many know. Reachable from every namespace, each pod that is broken into, and everybody who may start one, is one connection away from the data.',
  remedy: 'Add a NetworkPolicy that selects the data store and lets in only the pods that use it, on its port.',
  standards: { ...POLICY_STANDARDS, mitre: ['T1046'] },
  aliases: {},
  scope: 'world',
  *evaluate({ object, pod: view, container }, { world }) {
    const product = dataStoreOf(container);
    // A job of such an image speaks with a server elsewhere.
    if (!product || object.group === 'batch') return;
    const network = networkOfWorld(world);
    const pod = network.podOf(view);
    if (!pod || pod.hostNetwork) return;
    const end = { kind: 'pod', pod } as const;
    const { certain } = network.connectivity.allowed(FRESH_POD, end);
    const open = portsOf(product, container)
      .filter((port) => hasPort(certain, 'TCP', port))
      .map((port) => ({ port, rules: rulesOf(network.connectivity.decide(FRESH_POD, end, 'TCP', port)) }));
    if (open.length === 0) return;
    const path = [...container.path, 'image'];
    const question = network.openQuestion(pod);
    if (question !== undefined) {
      yield { path, undecided: question };
      return;
    }
    const rules = open.flatMap((one) => one.rules);
    const why = rules.length === 0 ? 'no policy restricts it' : `by ${listWords([...new Set(rules.map(nameRule))])}`;
    yield {
      path,
      message: `${product.name} takes connections on TCP ${open.map(({ port }) => port).join(', ')} from pods of every namespace: ${why}`,
      evidence: ruleEvidence(rules, network),
    };
  },
});

function rulesOf({ ingress }: Decision): PolicyRule[] {
  return (ingress?.grounds ?? []).flatMap((ground) => (ground.kind === 'rules' ? ground.matches.map(({ rule }) => rule) : []));
}

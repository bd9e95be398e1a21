import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  type Connectivity,
  createConnectivity,
  formatPorts,
  isEmptyPorts,
  type NetworkObject,
  planFlows,
  provePolicies,
  readNetwork,
  subtractPorts,
  writePolicies,
} from '../../src/engines/network/index.ts';
import { readInventory } from '../../src/inventory/index.ts';
import { conformancePath, skipWithout } from './data.ts';

const DEMO = ['corpora', 'microservices-demo'] as const;

function demoObjects(): readonly NetworkObject[] {
  const file = conformancePath(...DEMO, 'release/kubernetes-manifests.yaml');
  return readInventory([{ name: 'demo.yaml', text: readFileSync(file, 'utf8') }]).objects;
}

function writtenByHand(): readonly NetworkObject[] {
  const folder = conformancePath(...DEMO, 'kustomize/components/network-policies');
  const files = readdirSync(folder).filter((name) => name.startsWith('network-policy'));
  return readInventory(files.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))).objects;
}

function flowsOf({ matrix }: Connectivity): Map<string, string> {
  return new Map(
    [...matrix('workload').flows()].map(({ from, to, reach }) => [
      `${from.pods[0]?.name} -> ${to.pods[0]?.name}`,
      formatPorts(reach.certain),
    ]),
  );
}

describe('policies for microservices-demo', { skip: skipWithout(...DEMO) }, () => {
  it('are proven, and stay within those that the project wrote by hand', () => {
    const objects = demoObjects();
    const plan = planFlows(readNetwork(objects), objects, { isDeclared: true }, { defaultNamespace: 'default' });
    const { objects: policies, problems } = readInventory([
      { name: 'out.yaml', text: writePolicies(plan, { placeOf: () => '', header: [] }) },
    ]);
    assert.deepEqual(problems, []);
    const proof = provePolicies(plan, objects, policies);
    assert.deepEqual([proof.missing, proof.excess, proof.perhaps], [[], [], []]);
    assert.equal(policies.length, 14);

    const ours = createConnectivity(readNetwork([...objects, ...policies]));
    const theirs = createConnectivity(readNetwork([...objects, ...writtenByHand()]));
    for (const from of ours.network.pods) {
      for (const to of ours.network.pods) {
        const [left, right] = [ours, theirs].map((one) => {
          const [source, target] = [from, to].map(({ id }) => one.network.pods.find((pod) => pod.id === id) ?? from);
          return one.allowed({ kind: 'pod', pod: source ?? from }, { kind: 'pod', pod: target ?? to }).certain;
        });
        if (left && right) assert.ok(isEmptyPorts(subtractPorts(left, right)), `${from.id} -> ${to.id} is open in ours alone`);
      }
    }
    // Theirs let every pod reach every port of the frontend; all other flows are the same.
    const [own, hand] = [flowsOf(ours), flowsOf(theirs)];
    const more = [...hand].filter(([flow, ports]) => own.get(flow) !== ports).map(([flow]) => flow);
    assert.ok(more.length > 0 && more.every((flow) => flow.endsWith('-> frontend')), more.join(', '));
    assert.equal(own.get('loadgenerator -> frontend'), 'TCP 8080');
    assert.equal(own.get('checkoutservice -> emailservice'), 'TCP 8080');
    assert.equal(own.get('cartservice -> redis-cart'), 'TCP 6379');
  });
});

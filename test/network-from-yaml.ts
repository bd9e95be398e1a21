import assert from 'node:assert/strict';
import {
  type Connectivity,
  createConnectivity,
  type Endpoint,
  type NetworkOptions,
  readNetwork,
  workloadName,
} from '../src/engines/network/index.ts';
import { readInventory } from '../src/inventory/index.ts';
import { parseAddress } from '../src/kubernetes/index.ts';

export interface YamlNetwork {
  readonly connectivity: Connectivity;
  /** `shop/web`, `external`, `node`, `unknown-pod`, or an address. */
  end(name: string): Endpoint;
  /** `shop/web -> shop/db TCP 5432`: the verdict. */
  ask(question: string): string;
}

/** A cluster of documents; a line `pod shop/web app=web tier=front` stands for a pod with these labels and a port named http, 8080. */
export function networkFromYaml(pods: readonly string[], yaml: string, options: NetworkOptions = {}): YamlNetwork {
  const text = [...pods.map(podYaml), yaml].join('\n---\n');
  const { objects, problems } = readInventory([{ name: 'cluster.yaml', text }]);
  // Fields of a wrong type are reported twice, and here the engine is asked about them.
  assert.deepEqual(
    problems.filter(({ message }) => !message.includes('the API server refuses it')),
    [],
  );
  const connectivity = createConnectivity(readNetwork(objects, options));
  const end = (name: string): Endpoint => {
    if (name === 'external' || name === 'node' || name === 'unknown-pod') return { kind: name };
    const address = parseAddress(name);
    if (address) return { kind: 'address', address };
    const found = connectivity.network.pods.find((pod) => workloadName(pod).startsWith(`${name}[`));
    assert.ok(found, `no pod ${name}`);
    return { kind: 'pod', pod: found };
  };
  return {
    connectivity,
    end,
    ask: (question) => {
      const [from = '', , to = '', protocol = 'TCP', port = '8080'] = question.split(' ');
      return connectivity.decide(end(from), end(to), protocol, Number(port)).verdict;
    },
  };
}

function podYaml(line: string): string {
  const [place = '', ...words] = line.split(' ');
  const [namespace, name] = place.split('/');
  const labels = words.filter((word) => word.includes('=')).map((word) => word.split('='));
  const address = words.find((word) => word.startsWith('@'))?.slice(1);
  const value = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels: Object.fromEntries(labels) },
    spec: {
      ...(words.includes('host') ? { hostNetwork: true } : {}),
      containers: [{ name: 'main', image: 'registry.example/main:1', ports: [{ name: 'http', containerPort: 8080 }] }],
    },
    ...(address === undefined ? {} : { status: { podIP: address } }),
  };
  return JSON.stringify(value);
}

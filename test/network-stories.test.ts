/** The situations of https://github.com/ahmetb/kubernetes-network-policy-recipes, told with a shop. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { networkFromYaml } from './network-from-yaml.ts';

const PODS = [
  'shop/web app=web tier=front',
  'shop/api app=api tier=middle',
  'shop/db app=db tier=back',
  'metrics/scraper app=scraper',
  'metrics/board app=board',
  'lab/trial app=web',
];

const NAMESPACES = `
{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {stage: production}}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: metrics, labels: {stage: production, purpose: watching}}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: lab, labels: {stage: trial}}}
---
`;

function policy(spec: string): string {
  return `${NAMESPACES}{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: rule, namespace: shop}, spec: ${spec}}`;
}

function check(yaml: string, answers: Readonly<Record<string, string>>): void {
  const { ask } = networkFromYaml(PODS, yaml);
  assert.deepEqual(Object.fromEntries(Object.keys(answers).map((question) => [question, ask(question)])), answers);
}

describe('a policy of the shop', () => {
  it('keeps everybody away from the database, and nobody from the rest', () => {
    check(policy('{podSelector: {matchLabels: {app: db}}, ingress: []}'), {
      'shop/api -> shop/db': 'deny',
      'metrics/scraper -> shop/db': 'deny',
      '203.0.113.9 -> shop/db': 'deny',
      'shop/db -> shop/api': 'allow',
      'shop/db -> 203.0.113.9': 'allow',
      'shop/web -> shop/api': 'allow',
    });
  });

  it('lets only the middle reach the database', () => {
    check(policy('{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {tier: middle}}}]}]}'), {
      'shop/api -> shop/db': 'allow',
      'shop/web -> shop/db': 'deny',
      'lab/trial -> shop/db': 'deny',
    });
  });

  it('opens an application to all whatever else is closed', () => {
    const closed =
      '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: closed, namespace: shop}, spec: {podSelector: {}}}';
    check(`${policy('{podSelector: {matchLabels: {app: web}}, ingress: [{}]}')}\n---\n${closed}`, {
      'lab/trial -> shop/web': 'allow',
      '203.0.113.9 -> shop/web UDP 53': 'allow',
      'shop/web -> shop/api': 'deny',
    });
  });

  it('closes a whole namespace to all that nobody allows', () => {
    check(policy('{podSelector: {}, ingress: []}'), {
      'shop/web -> shop/api': 'deny',
      'metrics/scraper -> shop/web': 'deny',
      'shop/web -> metrics/board': 'allow',
    });
  });

  it('keeps other namespaces out', () => {
    check(policy('{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}'), {
      'shop/web -> shop/api': 'allow',
      'lab/trial -> shop/web': 'deny',
      '203.0.113.9 -> shop/web': 'deny',
    });
  });

  it('opens to all namespaces and not to the world', () => {
    check(policy('{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector: {}}]}]}'), {
      'lab/trial -> shop/web': 'allow',
      'shop/api -> shop/web': 'allow',
      '203.0.113.9 -> shop/web': 'deny',
    });
  });

  it('opens to one namespace, by its label or by its name', () => {
    for (const labels of ['purpose: watching', 'kubernetes.io/metadata.name: metrics']) {
      check(policy(`{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {${labels}}}}]}]}`), {
        'metrics/scraper -> shop/web': 'allow',
        'lab/trial -> shop/web': 'deny',
        'shop/api -> shop/web': 'deny',
      });
    }
  });

  it('opens to some pods of another namespace, where both selectors stand in one peer', () => {
    const selectors = 'namespaceSelector: {matchLabels: {purpose: watching}}, podSelector: {matchLabels: {app: scraper}}';
    check(policy(`{podSelector: {}, ingress: [{from: [{${selectors}}]}]}`), {
      'metrics/scraper -> shop/web': 'allow',
      'metrics/board -> shop/web': 'deny',
    });
    check(policy(`{podSelector: {}, ingress: [{from: [{${selectors.replace(', podSelector', '}, {podSelector')}}]}]}`), {
      'metrics/board -> shop/web': 'allow',
      'shop/api -> shop/web': 'deny',
    });
  });

  it('lets clients from outside in, by an empty list of peers', () => {
    for (const from of ['', 'from: []']) {
      check(policy(`{podSelector: {matchLabels: {app: web}}, ingress: [{${from}}]}`), {
        '203.0.113.9 -> shop/web': 'allow',
        '2001:db8::9 -> shop/web': 'allow',
        'lab/trial -> shop/web': 'allow',
      });
    }
  });

  it('opens one port, by its number or by its name', () => {
    for (const port of ['8080', 'http']) {
      check(
        policy(
          `{podSelector: {matchLabels: {app: api}}, ingress: [{ports: [{port: ${port}}], from: [{podSelector: {matchLabels: {app: web}}}]}]}`,
        ),
        {
          'shop/web -> shop/api TCP 8080': 'allow',
          'shop/web -> shop/api TCP 9090': 'deny',
          'shop/web -> shop/api UDP 8080': 'deny',
          'shop/db -> shop/api TCP 8080': 'deny',
        },
      );
    }
  });

  it('lets several kinds of pods in, each by its own peer', () => {
    const peers =
      '{podSelector: {matchLabels: {app: web}}}, {podSelector: {matchExpressions: [{key: tier, operator: In, values: [middle, back]}]}}';
    check(policy(`{podSelector: {matchLabels: {app: db}}, ingress: [{from: [${peers}]}]}`), {
      'shop/web -> shop/db': 'allow',
      'shop/api -> shop/db': 'allow',
      'lab/trial -> shop/db': 'deny',
    });
  });

  it('keeps an application from connecting anywhere, name service included', () => {
    check(policy('{podSelector: {matchLabels: {app: db}}, policyTypes: [Egress], egress: []}'), {
      'shop/db -> shop/api': 'deny',
      'shop/db -> 203.0.113.9 UDP 53': 'deny',
      'shop/api -> shop/db': 'allow',
    });
  });

  it('does not close egress by an empty list alone', () => {
    check(policy('{podSelector: {matchLabels: {app: db}}, egress: []}'), { 'shop/db -> shop/api': 'allow', 'shop/api -> shop/db': 'deny' });
  });

  it('closes egress of a namespace but for names', () => {
    check(policy('{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 53, protocol: UDP}, {port: 53}]}]}'), {
      'shop/web -> metrics/board UDP 53': 'allow',
      'shop/web -> 203.0.113.9 TCP 53': 'allow',
      'shop/web -> shop/api': 'deny',
    });
  });

  it('keeps an application inside the cluster', () => {
    check(policy('{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}]}]}'), {
      'shop/web -> metrics/board': 'allow',
      'shop/web -> 203.0.113.9': 'deny',
      'shop/api -> 203.0.113.9': 'allow',
    });
  });
});

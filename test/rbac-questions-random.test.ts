import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Action,
  accessDifference,
  createRbacAuthorizer,
  findEscalation,
  POWERS,
  type PolicyObject,
  powerMatrix,
  type RbacAuthorizer,
  readPolicy,
  readSurroundings,
  ruleAllows,
  type Step,
  type SurroundingObject,
  userOf,
} from '../src/engines/rbac/index.ts';
import { naiveAllows } from './naive-authorizer.ts';
import { action, cluster, NAMESPACES } from './random-clusters.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 20_000 : 500;

function authorizerOf(objects: readonly PolicyObject[]): RbacAuthorizer {
  return createRbacAuthorizer(readPolicy(objects, { assumeDefaults: false }));
}

describe('the difference of two random clusters', () => {
  it('names every request that is gained or lost, and its witnesses are such requests', () => {
    let changed = 0;
    fc.assert(
      fc.property(cluster, cluster, fc.array(action, { minLength: 3, maxLength: 8 }), (before, after, requests) => {
        const { gained, lost } = accessDifference(authorizerOf(before), authorizerOf(after));
        for (const [changes, one, other] of [
          [gained, after, before],
          [lost, before, after],
        ] as const) {
          for (const { subject, witness, rule, namespace } of changes) {
            assert.ok(naiveAllows(one, userOf(subject), witness) && !naiveAllows(other, userOf(subject), witness));
            assert.ok(ruleAllows(rule, witness) && (namespace === '' || (witness.kind === 'resource' && witness.namespace === namespace)));
          }
          for (const subject of authorizerOf(one).subjects()) {
            const user = userOf(subject);
            for (const what of requests) {
              if (!naiveAllows(one, user, what) || naiveAllows(other, user, what)) continue;
              changed++;
              const isTold = changes.some((change) => {
                const concerns =
                  (change.subject.kind === subject.kind &&
                    change.subject.name === subject.name &&
                    change.subject.namespace === subject.namespace) ||
                  (change.subject.kind === 'Group' && user.groups.includes(change.subject.name));
                const isThere = change.namespace === '' || (what.kind === 'resource' && change.namespace === what.namespace);
                return concerns && isThere && ruleAllows(change.rule, what);
              });
              assert.ok(isTold, `${JSON.stringify(subject)} ${JSON.stringify(what)}`);
            }
          }
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(changed > RUNS);
  });

  it('is empty between a cluster and the same written otherwise', () => {
    fc.assert(
      fc.property(cluster, (objects) => {
        const split = objects.flatMap((object) => {
          if (object.kind !== 'ClusterRole' && object.kind !== 'Role') return [object];
          const rules = (object.value['rules'] as Record<string, string[]>[]).flatMap((rule) =>
            (rule['verbs'] ?? []).map((verb) => ({ ...rule, verbs: [verb] })),
          );
          return [{ ...object, value: { ...object.value, rules: rules.reverse() } }];
        });
        assert.deepEqual(accessDifference(authorizerOf(objects), authorizerOf(split)), { gained: [], lost: [] });
      }),
      { numRuns: RUNS },
    );
  });
});

describe('the matrix of powers', () => {
  it('gives a power where some request of it is allowed, and as far as it is', () => {
    fc.assert(
      fc.property(cluster, (objects) => {
        for (const { subject, powers } of powerMatrix(authorizerOf(objects))) {
          const may = (one: Action, namespace: string): boolean =>
            naiveAllows(objects, userOf(subject), one.kind === 'path' ? one : { ...one, namespace, name: '' });
          for (const power of POWERS) {
            const reach = powers.find((one) => one.power === power);
            const isWide = power.actions.some((one) => may(one, ''));
            assert.equal(reach?.scope === 'cluster', isWide, power.id);
            if (reach?.scope !== 'namespaces') continue;
            for (const namespace of reach.namespaces)
              assert.ok(power.actions.some((one) => one.kind === 'resource' && may(one, namespace)));
            const others = NAMESPACES.filter((namespace) => !reach.namespaces.includes(namespace));
            const isMissed = others.some((namespace) =>
              power.actions.some((one) => one.kind === 'resource' && !isOfCluster(one.resource) && may(one, namespace)),
            );
            assert.equal(isMissed, false, power.id);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});

/** What the powers name that stands in no namespace. */
function isOfCluster(resource: string): boolean {
  return /^(nodes|users|groups|clusterroles|clusterrolebindings|certificatesigningrequests|signers|persistentvolumes|apiservices|.*configurations|mutating.*)$/.test(
    resource,
  );
}

describe('an escalation', () => {
  it('takes only requests that are allowed to what was held before, in every step of every way', () => {
    let steps = 0;
    fc.assert(
      fc.property(cluster, (objects) => {
        const policy = readPolicy(objects, { assumeDefaults: false });
        const authorizer = createRbacAuthorizer(policy);
        const pods: SurroundingObject = { group: '', kind: 'Secret', namespace: 'a', name: 't', value: tokenOf('s'), pods: [] };
        const surroundings = readSurroundings([...objects.map((object) => ({ ...object, pods: [] })), pods], policy, 'default');
        for (const subject of authorizer.subjects()) {
          const { reached } = findEscalation(subject, policy, surroundings, (who, what) => naiveAllows(objects, who, what));
          const order = new Map(reached.map((one, index) => [JSON.stringify(one.foothold), index]));
          for (const [index, { ways }] of reached.entries()) {
            for (const way of ways) {
              steps++;
              checkStep(way, index, order, objects);
            }
          }
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(steps > RUNS / 10);
  });
});

function tokenOf(account: string): Record<string, unknown> {
  return { type: 'kubernetes.io/service-account-token', metadata: { annotations: { 'kubernetes.io/service-account.name': account } } };
}

function checkStep({ requests }: Step, place: number, order: ReadonlyMap<string, number>, objects: readonly PolicyObject[]): void {
  for (const { action: what, by } of requests) {
    assert.ok((order.get(JSON.stringify(by)) ?? Number.POSITIVE_INFINITY) < place);
    if (by.kind === 'subject') assert.ok(naiveAllows(objects, userOf(by.subject), what));
    else if (by.kind === 'role') assert.ok(by.role.rules.some((rule) => ruleAllows(rule, what)));
    else assert.ok(by.kind === 'cluster' || (by.kind === 'namespace' && what.kind === 'resource' && what.namespace === by.namespace));
  }
}

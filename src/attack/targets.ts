import { resourceAction } from '../engines/rbac/index.ts';
import { CHOSEN_NODE, type Fact, GATHERING_NODE, SOME_NODE, SOME_WORKER } from './facts.ts';
import type { TargetMove } from './graph/attack-graph.ts';
import type { Scene } from './scene/scene.ts';
import { creations } from './steps/api/creations.ts';
import { isDataStore } from './steps/inside/data-store.ts';

export interface Target {
  readonly id: string;
  readonly title: string;
  /** How much falls with it, from 100 (all) down. */
  readonly worth: number;
}

/** What must not fall, by what it lets somebody do and not by its name. */
export const TARGETS: readonly Target[] = [
  { id: 'cluster-admin', title: 'every right in the cluster', worth: 100 },
  { id: 'control-plane', title: 'the control plane', worth: 95 },
  { id: 'all-secrets', title: 'all Secrets', worth: 85 },
  { id: 'kube-system', title: 'a program in kube-system', worth: 80 },
  { id: 'node', title: 'root on a node', worth: 75 },
  { id: 'cloud', title: 'credentials of the cloud', worth: 60 },
  { id: 'data', title: 'what a data store holds', worth: 50 },
  { id: 'persistence', title: 'a lasting foothold', worth: 45 },
  { id: 'namespace-secrets', title: 'all Secrets of a namespace', worth: 40 },
];

/** What somebody marks as his crown jewels: `secret NS/NAME`, `namespace NS`, or a workload by NS/NAME. */
export interface CrownJewel {
  readonly kind: 'secret' | 'namespace' | 'workload';
  readonly namespace: string;
  /** Empty for a namespace. */
  readonly name: string;
}

export const CROWN_JEWEL_WORTH = 90;

export function jewelTarget({ kind, namespace, name }: CrownJewel): Target {
  const title = kind === 'namespace' ? `namespace ${namespace}` : `${kind === 'secret' ? 'Secret' : 'workload'} ${namespace}/${name}`;
  return { id: `${kind}:${namespace}${name === '' ? '' : `/${name}`}`, title, worth: CROWN_JEWEL_WORTH };
}

const SECRET_VERBS = ['list', 'watch'];

/** From which facts the targets follow. */
export function* targetMoves(scene: Scene, jewels: readonly CrownJewel[] = []): Generator<TargetMove> {
  const target = (id: string): Extract<Fact, { kind: 'target' }> => ({
    kind: 'target',
    id,
    title: TARGETS.find((one) => one.id === id)?.title ?? id,
  });
  const secretsOf = (namespace: string): Fact => ({
    kind: 'one-of',
    actions: SECRET_VERBS.map((verb) => resourceAction(verb, 'secrets', { namespace })),
  });
  yield { from: [{ kind: 'cluster' }], to: target('cluster-admin') };
  yield { from: [{ kind: 'control-plane' }], to: target('control-plane') };
  yield { from: [secretsOf('')], to: target('all-secrets') };
  for (const node of [...scene.nodes.names, CHOSEN_NODE, SOME_NODE, SOME_WORKER])
    yield { from: [{ kind: 'node', node }], to: target('node') };
  yield { from: [{ kind: 'cloud' }], to: target('cloud') };
  yield { from: [{ kind: 'namespace', namespace: 'kube-system' }], to: target('kube-system') };
  for (const unit of scene.units) {
    if (unit.namespace !== 'kube-system') continue;
    yield { from: [{ kind: 'pod', unit }], to: target('kube-system') };
  }
  if (scene.admission.admits('plain', 'kube-system').kind === 'admitted') {
    yield { from: [creations('kube-system')], to: target('kube-system') };
  }
  for (const node of [...scene.nodes.names, CHOSEN_NODE, GATHERING_NODE, SOME_NODE, SOME_WORKER])
    yield { from: [{ kind: 'static-pod', node }], to: target('persistence') };
  for (const unit of scene.units) if (isDataStore(unit)) yield { from: [{ kind: 'data', unit }], to: target('data') };
  for (const namespace of scene.surroundings.namespaces.keys()) {
    yield {
      from: [
        { kind: 'one-of', actions: LASTING.map(([apiGroup, resource]) => resourceAction('create', resource, { apiGroup, namespace })) },
      ],
      to: target('persistence'),
    };
    yield { from: [secretsOf(namespace)], to: target('namespace-secrets') };
    yield { from: [{ kind: 'namespace', namespace }], to: target('namespace-secrets') };
  }
  for (const jewel of jewels) {
    const { id, title } = jewelTarget(jewel);
    const to: Extract<Fact, { kind: 'target' }> = { kind: 'target', id, title };
    if (jewel.kind === 'secret') {
      yield { from: [{ kind: 'secret', namespace: jewel.namespace, name: jewel.name }], to };
      continue;
    }
    if (jewel.kind === 'namespace') yield { from: [{ kind: 'namespace', namespace: jewel.namespace }], to };
    for (const unit of scene.units) {
      const isMeant =
        unit.namespace === jewel.namespace && (jewel.kind === 'namespace' || unit.members.some(({ name }) => name === jewel.name));
      if (isMeant) for (const kind of ['pod', 'data'] as const) yield { from: [{ kind, unit }], to };
    }
  }
}

/** What the cluster starts again by itself. */
const LASTING: readonly (readonly [group: string, resource: string])[] = [
  ['apps', 'daemonsets'],
  ['apps', 'deployments'],
  ['apps', 'statefulsets'],
  ['batch', 'cronjobs'],
];

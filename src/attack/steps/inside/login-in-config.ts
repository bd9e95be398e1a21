import { listAt, recordAt, stringAt } from '../../../core/index.ts';
import { configMapsOfPod, resourceAction } from '../../../engines/rbac/index.ts';
import type { InventoryObject } from '../../../inventory/index.ts';
import { type AttackStep, defineStep, open, type Premise } from '../../define-step.ts';
import { everyContainer } from '../containers.ts';
import { loginsBelow, loginsIn, type PlacedLogin } from '../logins.ts';

const VALID: readonly Premise[] = [open('it is one of this cluster and still valid')];

export const loginInConfig: AttackStep = defineStep({
  id: 'inside/login-in-config',
  phase: 'inside',
  title: 'Use a login that stands in a ConfigMap or a variable',
  condition:
    'A ConfigMap or a variable of a container holds a kubeconfig with a client certificate and its key, or the token of a ServiceAccount. ConfigMaps are read by whoever may get them, and by containers that mount them or get them as variables.',
  mitre: ['T1552.001', 'T1078'],
  microsoft: ['MS-TA9003', 'MS-TA9027'],
  reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
  effort: 1,
  *moves(scene) {
    const { ofKind, namespace: fallback } = scene;
    const held = new Map<string, { readonly object: InventoryObject; readonly logins: readonly PlacedLogin[] }>();
    for (const object of ofKind('', 'ConfigMap')) {
      const { name, value, namespace = fallback } = object;
      const logins = [
        ...loginsBelow(recordAt(value, 'data'), ['data']),
        ...loginsBelow(recordAt(value, 'binaryData'), ['binaryData'], true),
      ];
      if (logins.length === 0) continue;
      held.set(`${namespace}/${name}`, { object, logins });
      const actions = [
        resourceAction('get', 'configmaps', { namespace, name }),
        ...['list', 'watch'].map((verb) => resourceAction(verb, 'configmaps', { namespace })),
      ];
      for (const { to, what, path } of logins) {
        yield {
          from: [{ kind: 'one-of', actions }],
          to,
          says: `reads ${what} in ConfigMap ${namespace}/${name}`,
          premises: VALID,
          grounds: () => [{ text: what, object, path }],
        };
      }
    }
    for (const { unit, container, fact } of everyContainer(scene)) {
      const mounted = new Set((container.spec.volumeMounts ?? []).map(({ name }) => name));
      const own = {
        ...unit.pod,
        containers: [container],
        spec: { ...unit.pod.spec, volumes: (unit.pod.spec.volumes ?? []).filter(({ name }) => mounted.has(name)) },
      };
      for (const name of held.size === 0 ? [] : configMapsOfPod(own)) {
        for (const { to, what, path } of held.get(`${unit.namespace}/${name}`)?.logins ?? []) {
          yield {
            from: [fact],
            to,
            says: `reads ${what} in ConfigMap ${unit.namespace}/${name}, which container ${container.name} of ${unit.title} has`,
            premises: VALID,
            grounds: () => [{ text: what, object: held.get(`${unit.namespace}/${name}`)?.object ?? unit.object, path }],
          };
        }
      }
      for (const [index, variable] of listAt(container.spec, 'env').entries()) {
        for (const { to, what } of loginsIn(stringAt(variable, 'value') ?? '')) {
          yield {
            from: [fact],
            to,
            says: `takes ${what} out of a variable of container ${container.name} of ${unit.title}`,
            premises: VALID,
            grounds: () => [{ text: what, object: unit.object, path: [...container.path, 'env', index] }],
          };
        }
      }
    }
  },
});

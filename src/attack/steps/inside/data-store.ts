import { type FieldPath, recordAt } from '../../../core/index.ts';
import { resourceAction } from '../../../engines/rbac/index.ts';
import type { ContainerView } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep, type Move, open } from '../../define-step.ts';
import type { Fact } from '../../facts.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Unit } from '../../scene/units.ts';
import { DATA_STORES, type DataStore } from '../../tables/data-stores.ts';
import { isLasting } from '../containers.ts';
import { programOf } from '../program-of.ts';

interface Found {
  readonly store: DataStore;
  readonly container: ContainerView;
}

/** Units differ little, and are asked often. */
const known = new WeakMap<Unit, readonly Found[]>();

function storesOf(unit: Unit): readonly Found[] {
  let found = known.get(unit);
  if (!found) {
    found = unit.pod.containers
      .filter((container) => container.kind !== 'ephemeral' && isLasting(container))
      .flatMap((container): Found[] => {
        const { repository } = programOf(container);
        const store = DATA_STORES.find(({ image }) => image.test(repository));
        return store ? [{ store, container }] : [];
      });
    known.set(unit, found);
  }
  return found;
}

export function isDataStore(unit: Unit): boolean {
  return storesOf(unit).length > 0;
}

/** A password that a data store is given. */
type Password =
  | { readonly kind: 'secret'; readonly name: string; readonly path: FieldPath }
  | { readonly kind: 'plain'; readonly path: FieldPath };

function isPasswordOf({ passwords }: DataStore, name: string): boolean {
  return passwords.some((one) => name === one || name === `${one}_FILE`);
}

/** Whether a variable sets a password, wherever that comes from; `unknown` where all keys of a Secret that is not there are variables. */
function isGivenPassword(found: Found, unit: Unit, scene: Scene): boolean | 'unknown' {
  const { spec } = found.container;
  if ((spec.env ?? []).some(({ name = '', value, valueFrom }) => isPasswordOf(found.store, name) && (valueFrom !== undefined || value)))
    return true;
  const held = new Set(
    (spec.envFrom ?? []).map(({ secretRef }) => (secretRef?.name ? holdsPassword(found, unit, secretRef.name, scene) : false)),
  );
  return held.has(true) || (held.has('unknown') ? 'unknown' : false);
}

/** Whether a key of a Secret is a variable with a password. */
function holdsPassword({ store }: Found, { namespace }: Unit, name: string, { find }: Scene): boolean | 'unknown' {
  const object = find('', 'Secret', namespace, name);
  if (!object) return 'unknown';
  return ['data', 'stringData'].some((field) => Object.keys(recordAt(object.value, field)).some((key) => isPasswordOf(store, key)));
}

function* passwordsOf(found: Found, unit: Unit, scene: Scene): Generator<Password> {
  const { container, store } = found;
  const { pod } = unit;
  const { spec, path } = container;
  for (const [index, { name = '', value, valueFrom }] of (spec.env ?? []).entries()) {
    if (!isPasswordOf(store, name)) continue;
    const at = [...path, 'env', index];
    const secret = valueFrom?.secretKeyRef?.name;
    if (secret) yield { kind: 'secret', name: secret, path: at };
    else if (name.endsWith('_FILE')) yield* mountedAt(value ?? '', spec.volumeMounts ?? [], pod.spec.volumes ?? [], at);
    else if (value) yield { kind: 'plain', path: at };
  }
  for (const [index, { secretRef }] of (spec.envFrom ?? []).entries())
    if (secretRef?.name && holdsPassword(found, unit, secretRef.name, scene))
      yield { kind: 'secret', name: secretRef.name, path: [...path, 'envFrom', index] };
}

/** The Secret in whose volume a file lies. */
function* mountedAt(
  file: string,
  mounts: NonNullable<ContainerView['spec']['volumeMounts']>,
  volumes: NonNullable<Unit['pod']['spec']['volumes']>,
  path: FieldPath,
): Generator<Password> {
  for (const { mountPath, name } of mounts) {
    const secret = volumes.find((volume) => volume.name === name)?.secret?.secretName;
    if (secret && mountPath && (file === mountPath || file.startsWith(`${mountPath.replace(/\/$/, '')}/`)))
      yield { kind: 'secret', name: secret, path };
  }
}

/** Whether it lets everybody in; `unknown` where a file that nobody has read decides. */
function isOpen(found: Found, unit: Unit, scene: Scene): boolean | 'unknown' {
  const { store, container } = found;
  const { words, variables, tag } = programOf(container);
  if (Object.entries(store.opening ?? {}).some(([name, values]) => values.test(variables.get(name) ?? ''))) return true;
  const isGiven = isGivenPassword(found, unit, scene);
  if (isGiven === true || store.closing?.test(words)) return false;
  const isOld = store.name === 'Elasticsearch' && /^[1-7](?:\.|$)/.test(tag);
  if (!store.isOpenByDefault && !isOld) return false;
  const isConfigured = (container.spec.volumeMounts ?? []).some(({ mountPath }) =>
    /\.(?:conf|cnf|ya?ml|cfg)$|^\/etc\/|\/conf(?:ig)?\/?$/.test(mountPath ?? ''),
  );
  return isConfigured || isGiven === 'unknown' ? 'unknown' : true;
}

function* waysInto(unit: Unit, found: Found, scene: Scene): Generator<Move> {
  const { store, container } = found;
  const contact: Fact = { kind: 'contact', unit, container };
  const to: Fact = { kind: 'data', unit };
  const passwords = [...passwordsOf(found, unit, scene)];
  const verdict = isOpen(found, unit, scene);
  if (verdict !== false) {
    yield {
      from: [contact],
      to,
      says: `reads and writes the data of ${unit.title}: ${store.name} asks for no password`,
      premises: verdict === true ? [] : [open(`the configuration of ${unit.title} asks for no password`)],
      grounds: () => [
        { text: `nothing has ${store.name} ask for a password that nobody knows`, object: unit.object, path: [...container.path, 'image'] },
      ],
    };
    if (verdict === true) return;
  }
  for (const password of passwords) {
    const { namespace } = unit;
    const from: Fact =
      password.kind === 'secret'
        ? { kind: 'secret', namespace, name: password.name }
        : { kind: 'one-of', actions: ['get', 'list', 'watch'].map((verb) => resourceAction(verb, 'pods', { namespace })) };
    yield {
      from: [contact, from],
      to,
      says:
        password.kind === 'secret'
          ? `logs in to ${unit.title} with the password of Secret ${namespace}/${password.name}`
          : `logs in to ${unit.title} with the password that stands in its pods in plain text`,
      grounds: () => [{ text: `the password of ${store.name}`, object: unit.object, path: password.path }],
    };
  }
}

export const dataStore: AttackStep = defineStep({
  id: 'inside/data-store',
  phase: 'inside',
  title: 'Read what a data store holds',
  condition: `The attacker can connect to a data store and has the Secret that its password comes from: both. One that asks for no password needs the connection alone, and whoever is in its pod needs neither. Data stores are known by their images: ${DATA_STORES.map(({ name }) => name).join(', ')}.`,
  mitre: ['T1552.001', 'T1552.007'],
  microsoft: ['MS-TA9027', 'MS-TA9034'],
  reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables',
  effort: 1,
  *moves(scene) {
    for (const unit of scene.units) {
      const found = storesOf(unit);
      for (const one of found) yield* waysInto(unit, one, scene);
      if (found.length === 0) continue;
      yield { from: [{ kind: 'pod', unit }], to: { kind: 'data', unit }, says: `reads the data of ${unit.title} where it lies` };
    }
  },
});

import { stringAt } from '../core/index.ts';
import type { World } from '../inventory/index.ts';

/** Kinds whose controllers make a Secret, by default of their own name; the field names another one. */
const MAKERS: readonly (readonly [string, string, readonly string[]])[] = [
  ['bitnami.com', 'SealedSecret', ['spec', 'template', 'metadata', 'name']],
  ['external-secrets.io', 'ExternalSecret', ['spec', 'target', 'name']],
  ['cert-manager.io', 'Certificate', ['spec', 'secretName']],
  ['isindir.github.com', 'SopsSecret', []],
  ['secrets.hashicorp.com', 'VaultStaticSecret', ['spec', 'destination', 'name']],
  ['secrets.hashicorp.com', 'VaultDynamicSecret', ['spec', 'destination', 'name']],
];

/** Whether some object of the world makes a Secret of that name. */
export function isMadeElsewhere(world: World, namespace: string | undefined, secret: string): boolean {
  return MAKERS.some(([group, kind, field]) =>
    world
      .ofKind(group, kind)
      .some(
        (object) =>
          (namespace === undefined || object.namespace === undefined || object.namespace === namespace) &&
          ((field.length > 0 ? stringAt(object.value, ...field) : undefined) ?? object.name) === secret,
      ),
  );
}

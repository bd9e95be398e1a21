import { type FieldPath, isRecord, listAt, recordAt, stringAt } from '../core/index.ts';
import type { InventoryObject } from '../inventory/index.ts';

/** The configuration of Pod Security admission: an object of its own, or the section of an AdmissionConfiguration. */
export function podSecurityConfigurations(
  object: InventoryObject,
): { readonly path: FieldPath; readonly value: Readonly<Record<string, unknown>> }[] {
  if (object.kind === 'PodSecurityConfiguration') return [{ path: [], value: object.value }];
  return listAt(object.value, 'plugins').flatMap((plugin, index) =>
    stringAt(plugin, 'name') === 'PodSecurity' && isRecord(plugin) && isRecord(plugin['configuration'])
      ? [{ path: ['plugins', index, 'configuration'], value: recordAt(plugin, 'configuration') }]
      : [],
  );
}

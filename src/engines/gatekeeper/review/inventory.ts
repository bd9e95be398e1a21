import { prepareInput, RegoObject } from '../../rego/index.ts';
import { type JsonObject, namesOf } from '../match/index.ts';

/**
 * The document `data` of referential policies: `inventory.cluster[groupVersion][kind][name]` and
 * `inventory.namespace[namespace][groupVersion][kind][name]`. The last of several objects with one name counts.
 * https://open-policy-agent.github.io/gatekeeper/website/docs/sync/
 */
export function buildInventory(objects: Iterable<JsonObject>): RegoObject {
  const cluster = new RegoObject();
  const namespaces = new RegoObject();
  for (const object of objects) {
    const { group, version, kind, name, namespace } = namesOf(object);
    if (version === '' || kind === '') continue;
    const scope = namespace === undefined ? cluster : below(namespaces, namespace);
    const groupVersion = group === '' ? version : `${group}/${version}`;
    below(below(scope, groupVersion), kind).set(name, prepareInput(object));
  }
  const inventory = new RegoObject();
  if (cluster.size > 0) inventory.set('cluster', cluster);
  if (namespaces.size > 0) inventory.set('namespace', namespaces);
  const data = new RegoObject();
  data.set('inventory', inventory);
  return data;
}

function below(parent: RegoObject, key: string): RegoObject {
  const known = parent.get(key);
  if (known instanceof RegoObject) return known;
  const made = new RegoObject();
  parent.set(key, made);
  return made;
}

import { type FieldPath, formatPlace, type Problem } from '../../core/index.ts';
import {
  type Connectivity,
  createConnectivity,
  isRefusal,
  type NetworkObject,
  type NetworkProblem,
  readNetwork,
} from '../../engines/network/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import type { Remarks } from '../answers.ts';
import type { OptionValues } from '../option-spec.ts';
import { listOption, namespaceFromSubjects, readWorlds, type WorldGroup } from '../read-worlds.ts';

/** Who can talk to whom in one cluster, or in alternatives of it that have the same workloads and policies. */
export interface NetworkState {
  readonly worlds: readonly string[];
  readonly objects: readonly InventoryObject[];
  readonly connectivity: Connectivity;
  /** Where objects stand that name no namespace. */
  readonly namespace: string;
  /** `file:line` of a field. */
  placeOf(object: NetworkObject, path?: FieldPath): string;
}

export interface NetworkReading extends Remarks {
  /** At least one. */
  readonly states: readonly NetworkState[];
}

/** Reads the cluster that `--from` names, or `from`, and prepares its connectivity. */
export function readConnectivity(options: OptionValues, from?: readonly string[], cwd?: string): NetworkReading {
  const { groups, objects, problems, reasons } = readWorlds(options, matters, from, cwd);
  const found: Problem[] = [];
  const notices = new Set<string>();
  const states = groups.map((group) => createState(group, options, found, notices));
  return { states, problems: [...problems.filter(concernsNetwork(objects)), ...found], notices: [...notices], reasons };
}

/** Fields of pods and Services that decide about traffic. What is wrong in a policy the engine says itself. */
const FIELDS = new Set([
  'labels',
  'ports',
  'selector',
  'hostNetwork',
  'type',
  'clusterIP',
  'externalIPs',
  'externalTrafficPolicy',
  'rules',
]);

/** A field of a wrong type matters where it could open or close something. */
function concernsNetwork(objects: readonly InventoryObject[]): (problem: Problem) => boolean {
  const files = new Set(
    objects.flatMap(({ shapeErrors, file }) =>
      shapeErrors.some(({ path }) => path.some((step) => FIELDS.has(String(step)))) ? [file.name] : [],
    ),
  );
  return ({ code, place }) => code !== 'bad-shape' || (place !== undefined && files.has(place.file));
}

const OTHERS = new Set(['Secret', 'ConfigMap', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding', 'ServiceAccount']);

function matters({ kind }: InventoryObject): boolean {
  return !OTHERS.has(kind);
}

function createState({ names, objects }: WorldGroup, options: OptionValues, problems: Problem[], notices: Set<string>): NetworkState {
  const wanted = options['installNamespace'] as string | undefined;
  const namespace = wanted ?? namespaceFromSubjects(objects) ?? 'default';
  const podRanges = listOption(options['podRange']);
  const network = readNetwork(objects, { defaultNamespace: namespace, ...(podRanges.length > 0 ? { podRanges } : {}) });
  const byPart = new Map<NetworkObject, InventoryObject>(objects.map((object) => [object, object]));
  if (wanted === undefined && network.pods.some(({ object }) => object.namespace === undefined)) {
    const reason = namespace === 'default' ? '' : ', which bindings name for their service accounts';
    notices.add(`workloads without a namespace are taken to be in ${namespace}${reason}; --install-namespace says otherwise`);
  }
  for (const problem of network.problems) {
    const place = byPart.get(problem.object)?.locate(problem.path).place;
    const one: Problem = { code: codeOf(problem), message: messageOf(problem), ...(place ? { place } : {}) };
    if (one.code === 'notice') notices.add(`${one.message}${place ? `  ${formatPlace(place)}` : ''}`);
    else problems.push(one);
  }
  return {
    worlds: names,
    objects,
    connectivity: createConnectivity(network),
    namespace,
    placeOf(object, path = []) {
      const place = byPart.get(object)?.locate(path).place;
      return place ? `${place.file}:${place.range.start.line}` : '';
    },
  };
}

function codeOf(problem: NetworkProblem): Problem['code'] {
  return isRefusal(problem) || problem.code === 'not-evaluated' ? 'not-evaluated' : 'notice';
}

function messageOf(problem: NetworkProblem): string {
  const { object, message, pods } = problem;
  if (isRefusal(problem)) return `the API server refuses ${object.kind} ${object.name}, so it does not count: ${message}`;
  if (!pods || pods.length === 0) return message;
  const shown = pods.slice(0, 3).join(', ');
  return `${message}; it may change answers about ${shown}${pods.length > 3 ? ` and ${pods.length - 3} more` : ''}`;
}

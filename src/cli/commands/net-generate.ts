import {
  compareExisting,
  type ExistingPolicies,
  endName,
  type Need,
  type Plan,
  type Proof,
  planFlows,
  provePolicies,
  type Reason,
  writePolicies,
} from '../../engines/network/index.ts';
import { type InventoryObject, readInventory } from '../../inventory/index.ts';
import { parseCidr } from '../../kubernetes/index.ts';
import { plural, safeJson } from '../../report/index.ts';
import { finish, warn, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import { type NetworkState, readConnectivity } from '../network/read-connectivity.ts';
import { readObservedFlows } from '../network/read-observed.ts';
import { proofJson, renderProof } from '../network/render-proof.ts';
import type { Invocation, OptionValues } from '../option-spec.ts';
import { listOption } from '../read-worlds.ts';
import { UsageError } from '../usage-error.ts';
import { writeOutput } from '../write-output.ts';

/** Writes the least NetworkPolicies that keep the needed flows, and proves them before anything is printed. */
export async function run({ options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  checkRanges(options, 'apiServer', 'api-server');
  checkRanges(options, 'nodeRange', 'node-range');
  const reading = readConnectivity(options);
  const [state, another] = reading.states;
  if (!state || state.connectivity.network.pods.length === 0) return [...finish(reading, options), ...nothingToWrite(reading.reasons)];
  if (another)
    warn([
      `--from holds ${reading.states.length} alternatives of one cluster; policies are written for the first (${state.worlds.find((name) => name !== '') ?? 'the rest'})`,
    ]);
  const log = typeof options['observed'] === 'string' ? readObservedFlows(options['observed']) : undefined;
  const plan = planFlows(
    state.connectivity.network,
    state.objects,
    { isDeclared: log === undefined || options['declared'] === true, ...(log ? { observed: log.flows } : {}) },
    generateOptions(options, state),
  );
  const text = writePolicies(plan, { placeOf: (reason) => placeOf(reason, state), header: headerOf(plan, log?.summary) });
  const podRanges = listOption(options['podRange']);
  const policies = readPolicies(text);
  const ranges = podRanges.length > 0 ? podRanges : undefined;
  const proof = provePolicies(plan, state.objects, policies, ranges);
  assertProven(proof);
  const existing = compareExisting(plan, state.objects, policies, ranges);
  print({ plan, proof, existing, text, policies: policies.length, state }, options, outputs);
  return [...finish({ ...reading, notices: [...reading.notices, ...noticesOf(plan, existing)] }, options, log?.problems)];
}

function nothingToWrite(reasons: readonly ExitReason[]): readonly ExitReason[] {
  if (reasons.includes('nothing')) return [];
  warn(['there is no workload in what was read, so there is nothing to write policies for']);
  return ['nothing'];
}

interface Result {
  readonly plan: Plan;
  readonly proof: Proof;
  readonly existing: ExistingPolicies;
  readonly text: string;
  readonly policies: number;
  readonly state: NetworkState;
}

function print({ plan, proof, existing, text, policies, state }: Result, options: OptionValues, outputs: Invocation['outputs']): void {
  const render = (format: string): string =>
    format === 'json'
      ? safeJson({
          schemaVersion: 1,
          flows: plan.needs.map((need) => needJson(need, state)),
          remarks: plan.remarks,
          proof: proofJson(proof, existing),
        })
      : text;
  const wanted = options['proof'];
  if (wanted === undefined) {
    writeResults(outputs, options, render, 'yaml');
    return;
  }
  const files = outputs.filter(({ file }) => file !== undefined && file !== '-');
  if (files.length > 0) writeResults(files, options, render, 'yaml');
  writeOutput(
    wanted === 'json'
      ? safeJson({ schemaVersion: 1, ...proofJson(proof, existing) })
      : renderProof(plan, proof, existing, policies, (reason) => placeOf(reason, state)),
    undefined,
  );
}

function generateOptions(options: OptionValues, { namespace, connectivity }: NetworkState): Plan['options'] {
  const namespaces = listOption(options['namespace']);
  const known = new Set(connectivity.network.pods.map((pod) => pod.namespace));
  for (const name of namespaces) {
    if (!known.has(name))
      throw new UsageError(`no pod is in a namespace called "${name}"`, { hint: `the namespaces are ${[...known].sort().join(', ')}` });
  }
  const lists = {
    namespaces,
    apiServer: listOption(options['apiServer']),
    nodes: listOption(options['nodeRange']),
    ingressControllers: listOption(options['ingressController']),
  };
  return { defaultNamespace: namespace, ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) };
}

function checkRanges(options: OptionValues, key: string, flag: string): void {
  for (const text of listOption(options[key])) {
    if (!parseCidr(text))
      throw new UsageError(`--${flag}: "${text}" is not a range of addresses`, { hint: 'write it as 10.0.0.0/24 or 10.0.0.1/32' });
  }
}

/** The written text as the cluster would read it: what is proven is what is printed. */
function readPolicies(text: string): readonly InventoryObject[] {
  const { objects, problems } = readInventory([{ name: 'generated.yaml', text }]);
  const [problem] = problems;
  if (problem) throw new Error(`the written policies cannot be read: ${problem.message}`);
  return objects;
}

function assertProven({ missing, excess, problems }: Proof): void {
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`a written policy is refused: ${problem}`);
  const [flow] = [
    ...missing.map((one) => ({ ...one, is: 'needed and closed' })),
    ...excess.map((one) => ({ ...one, is: 'open and not needed' })),
  ];
  if (flow) throw new Error(`the written policies are not proven: ${flow.from} to ${flow.to}, ${flow.ports}, is ${flow.is}`);
}

function placeOf({ object, path }: Pick<Reason, 'object' | 'path'>, state: NetworkState): string {
  return object ? state.placeOf(object, path) : '';
}

function headerOf({ governed, needs }: Plan, log: string | undefined): string[] {
  return [
    `Least NetworkPolicies for ${plural(governed.size, 'namespace')}, written by seawall net generate.`,
    `Kept: ${plural(needs.length, 'flow')}, ${log ?? 'as the manifests declare them'}. Everything else is denied.`,
    'Each rule says why it is there. Policies are additive: what another policy allows stays allowed.',
  ];
}

function noticesOf({ remarks }: Plan, { staying, opened, others }: ExistingPolicies): string[] {
  return [
    ...(staying.length > 0
      ? [
          `${plural(staying.length, 'NetworkPolicy', 'NetworkPolicies')} of today would stay and open ${plural(opened.length, 'flow')} besides; --proof markdown lists them`,
        ]
      : []),
    ...(others.length > 0 ? [`${others.join(', ')} decides too, and is not part of the proof`] : []),
    ...remarks,
  ];
}

function needJson({ from, to, protocol, port, reasons }: Need, state: NetworkState): Readonly<Record<string, unknown>> {
  return {
    from: endName(from),
    to: endName(to),
    protocol,
    port,
    because: reasons.map((reason) => ({ what: reason.what, found: reason.found, place: placeOf(reason, state) || undefined })),
  };
}

import { compareText, listAt, stringAt } from '../../../core/index.ts';
import { type JsonObject, namesOf } from '../match/index.ts';
import { APPLY_TO_SCHEMA, appliesToKind, checkObject, objectSchema, readApplyTo } from '../mutation/index.ts';
import type { ObjectProblem } from '../object-problem.ts';
import type { Schema } from '../schema/index.ts';
import { findCycles } from './find-cycles.ts';

export const EXPANSION_GROUP = 'expansion.gatekeeper.sh';

/** Objects of which kinds make which others, of what stands in them. */
export interface Expansion {
  readonly name: string;
  readonly applyTo: ReturnType<typeof readApplyTo>;
  /** The field that the made object begins as. */
  readonly source: readonly string[];
  readonly generated: { readonly group: string; readonly version: string; readonly kind: string };
  /** Empty where that of each constraint holds. */
  readonly enforcementAction: string;
  /** The template as it was read. */
  readonly object: JsonObject;
}

export interface ReadExpansions {
  /** Those that can be used, by their names. */
  readonly expansions: readonly Expansion[];
  readonly problems: readonly ObjectProblem[];
}

const TEXT: Schema = { type: 'string' };
const SCHEMA: Schema = objectSchema({
  applyTo: APPLY_TO_SCHEMA,
  templateSource: TEXT,
  generatedGVK: { type: 'object', properties: { group: TEXT, version: TEXT, kind: TEXT } },
  enforcementAction: TEXT,
});

export function isExpansion(object: JsonObject): boolean {
  const { group, kind } = namesOf(object);
  return group === EXPANSION_GROUP && kind === 'ExpansionTemplate';
}

/**
 * Reads the ExpansionTemplates among objects; of several with one name, the last is taken. Those that make each other in a circle are left out.
 * https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/expansion/system.go
 */
export function readExpansions(objects: readonly JsonObject[]): ReadExpansions {
  const problems: ObjectProblem[] = [];
  const named = new Map<string, Expansion>();
  for (const object of objects) {
    if (!isExpansion(object)) continue;
    const read = readExpansion(object);
    problems.push(...read.problems);
    if (!read.expansion) continue;
    const { name } = read.expansion;
    const earlier = named.get(name);
    if (earlier) {
      problems.push({
        kind: 'notice',
        object: earlier.object,
        path: ['metadata', 'name'],
        message: `ExpansionTemplate ${name} is replaced by a later one`,
      });
    }
    named.set(name, read.expansion);
  }
  const all = [...named.values()].sort((a, b) => compareText(a.name, b.name));
  const circles = findCycles(all, (from, to) => takesMade(to, from));
  for (const circle of circles) {
    const [first] = circle;
    const names = circle.map(({ name }) => name).join(', ');
    const message = `ExpansionTemplates make each other in a circle, so that Gatekeeper uses none of them: ${names}`;
    if (first) problems.push({ kind: 'conflict', object: first.object, path: ['spec', 'generatedGVK'], message });
  }
  const left = new Set(circles.flat());
  return { expansions: all.filter((one) => !left.has(one)), problems };
}

/** Whether a template is for what another one makes. */
function takesMade({ applyTo }: Pick<Expansion, 'applyTo'>, { generated }: Pick<Expansion, 'generated'>): boolean {
  return applyTo.some((entry) => appliesToKind(entry, objectOf(generated)));
}

function objectOf({ group, version, kind }: Expansion['generated']): JsonObject {
  return { apiVersion: apiVersionOf({ group, version }), kind };
}

export function apiVersionOf({ group, version }: Pick<Expansion['generated'], 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

function readExpansion(source: JsonObject): { readonly expansion?: Expansion; readonly problems: readonly ObjectProblem[] } {
  const checked = checkObject(source, SCHEMA, ['v1beta1', 'v1alpha1']);
  const problems = [...checked.problems];
  if (problems.some(({ kind }) => kind === 'invalid')) return { problems };
  const { object } = checked;
  const { name } = namesOf(object);
  const complain = (path: ObjectProblem['path'], message: string): void => {
    problems.push({ kind: 'invalid', object: source, path, message: `ExpansionTemplate ${name}: ${message}` });
  };
  const text = (...path: readonly string[]): string => stringAt(object, 'spec', ...path) ?? '';
  const generated = { group: text('generatedGVK', 'group'), version: text('generatedGVK', 'version'), kind: text('generatedGVK', 'kind') };
  const applyTo = readApplyTo(object);
  if (text('templateSource') === '') complain(['spec', 'templateSource'], 'templateSource is missing: it is mostly spec.template');
  if (generated.group === '' && generated.version === '' && generated.kind === '')
    complain(['spec', 'generatedGVK'], 'generatedGVK is missing');
  if (listAt(object, 'spec', 'applyTo').length === 0) complain(['spec', 'applyTo'], 'applyTo is missing');
  if (takesMade({ applyTo }, { generated })) complain(['spec', 'generatedGVK'], 'it applies to the kind that it makes');
  if (problems.some(({ kind }) => kind === 'invalid')) return { problems };
  const expansion: Expansion = {
    name,
    applyTo,
    source: text('templateSource').split('.'),
    generated,
    enforcementAction: text('enforcementAction'),
    object: source,
  };
  return { expansion, problems };
}

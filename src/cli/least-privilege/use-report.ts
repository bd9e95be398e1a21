import {
  type Drift,
  formatSubjectName,
  hasWildcard,
  isDefault,
  type PolicyRule,
  type RuleUse,
  subjectOf,
} from '../../engines/rbac/index.ts';
import { plural } from '../../report/index.ts';
import { describeAction, describeBinding, describeRole, describeRule, objectJson, ruleJson } from '../access/describe.ts';
import type { AccessState } from '../access/read-access.ts';
import { shortTime } from './describe-log.ts';
import type { MergedUse } from './merged-use.ts';

/** A heading with lines for people. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

const SHOWN = 12;

/** Rules and bindings of today that the log never used, stars it used a part of, and requests that today's policy decides otherwise. */
export function useSections(use: MergedUse, states: readonly AccessState[], all: boolean): Section[] {
  const placeOf = placesIn(states);
  // Those of every cluster are there for everybody, used or not.
  const rules = all ? use.rules : use.rules.filter(({ role }) => !isDefault(role));
  const unused = rules.filter(({ count, role }) => count === 0 && role.source !== undefined && use.bound.has(role.source));
  const wild = rules.filter(({ count, rule }) => count > 0 && hasWildcard(rule));
  const partly = rules.filter((one) => one.count > 0 && !hasWildcard(one.rule) && unusedShare(one) !== undefined);
  const idle = use.bindings.filter(
    ({ count, binding }) =>
      count === 0 && binding.subjects.length > 0 && (binding.role?.rules.length ?? 0) > 0 && (all || !isDefault(binding)),
  );
  const sections: Section[] = [
    {
      heading: 'BINDINGS THAT NOTHING USED',
      lines: idle.map(
        ({ binding }) =>
          `${describeBinding(binding)} → ${describeRole(binding.role ?? { ...binding.roleRef, namespace: '' })}${at(placeOf(binding.source))}`,
      ),
    },
    {
      heading: 'RULES THAT NOTHING USED',
      lines: unused.map(
        ({ role, ruleIndex, rule }) =>
          `${describeRole(role)}, rule ${ruleIndex + 1}: ${describeRule(rule)}${at(placeOf(role.source, ruleIndex))}`,
      ),
    },
    {
      heading: 'STARS, AND WHAT WAS USED OF THEM',
      lines: wild.map(({ role, ruleIndex, actions, last }) => {
        const used = [
          ...new Set(
            actions.map((action) => describeAction({ ...action, ...(action.kind === 'resource' ? { namespace: '', name: '' } : {}) })),
          ),
        ];
        const shown = used.slice(0, 4).join('; ');
        return `${describeRole(role)}, rule ${ruleIndex + 1}: ${shown}${used.length > 4 ? ` and ${used.length - 4} more` : ''}; last ${shortTime(last)}${at(placeOf(role.source, ruleIndex))}`;
      }),
    },
    {
      heading: 'RULES THAT WERE USED IN PART',
      lines: partly.map(
        (one) =>
          `${describeRole(one.role)}, rule ${one.ruleIndex + 1}: not used: ${unusedShare(one)}; last used ${shortTime(one.last)}${at(placeOf(one.role.source, one.ruleIndex))}`,
      ),
    },
    { heading: 'DRIFT: THE LOG AND THESE FILES DISAGREE', lines: driftLines(use.drift) },
  ];
  return sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ heading, lines }) => ({
      heading: `${heading} (${lines.length})`,
      lines: all ? lines : [...lines.slice(0, SHOWN), ...(lines.length > SHOWN ? [`... and ${lines.length - SHOWN} more: --all`] : [])],
    }));
}

function unusedShare({ rule, actions }: RuleUse): string | undefined {
  const verbs = rule.verbs.filter((verb) => !actions.some((action) => action.verb === verb));
  const resources = rule.resources.filter(
    (resource) =>
      !actions.some(
        (action) =>
          action.kind === 'resource' &&
          (action.subresource === '' ? action.resource : `${action.resource}/${action.subresource}`) === resource,
      ),
  );
  const parts = [
    ...(verbs.length > 0 ? [`verbs ${verbs.join(', ')}`] : []),
    ...(resources.length > 0 ? [`resources ${resources.join(', ')}`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : undefined;
}

/** One line for requests that differ in the name alone. */
function driftLines(drift: readonly Drift[]): string[] {
  const groups = Map.groupBy(drift, ({ user, logged: { action }, kind }) =>
    JSON.stringify([user.name, kind, action.kind === 'resource' ? { ...action, name: '' } : action]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { action, example } = first.logged;
    const names = new Set(group.map(({ logged }) => (logged.action.kind === 'resource' ? logged.action.name : '')));
    const what =
      names.size > 1 && action.kind === 'resource'
        ? `${describeAction({ ...action, name: '' })} (${names.size} names)`
        : describeAction(action);
    const isDenied = first.kind === 'denied-today';
    const times = group.reduce((sum, { logged }) => sum + (isDenied ? logged.allowed : logged.denied), 0);
    const verdict = isDenied ? 'allowed in the log, not by these files' : 'denied in the log, allowed by these files';
    return [
      `${formatSubjectName(subjectOf(first.user.name))}: ${what}: ${plural(times, 'time')} ${verdict}  ${example.file}:${example.line}`,
    ];
  });
}

function at(place: string | undefined): string {
  return place === undefined ? '' : `  ${place}`;
}

type PlaceOf = (source: Parameters<AccessState['placeOf']>[0], ruleIndex?: number) => string | undefined;

/** Finds the place of an object, or of a rule in it, in whichever alternative holds it. */
export function placesIn(states: readonly AccessState[]): PlaceOf {
  return (source, ruleIndex) => {
    for (const state of states) {
      const place = state.placeOf(source, ruleIndex === undefined ? [] : ['rules', ruleIndex]);
      if (place !== undefined) return place;
    }
    return undefined;
  };
}

export function useJson(use: MergedUse, states: readonly AccessState[]): Readonly<Record<string, unknown>> {
  const placeOf = placesIn(states);
  return {
    rules: use.rules.map(({ role, ruleIndex, rule, count, last, actions }) => ({
      role: objectJson(role),
      ruleIndex,
      rule: ruleJson(rule as PolicyRule),
      place: placeOf(role.source, ruleIndex),
      isBound: role.source !== undefined && use.bound.has(role.source),
      requests: count,
      differentRequests: actions.length,
      ...(last === '' ? {} : { last }),
    })),
    bindings: use.bindings.map(({ binding, count, last }) => ({
      binding: objectJson(binding),
      place: placeOf(binding.source),
      requests: count,
      ...(last === '' ? {} : { last }),
    })),
    drift: use.drift.map(({ user, logged, kind }) => ({
      kind,
      user: user.name,
      groups: user.groups,
      action: logged.action,
      allowed: logged.allowed,
      denied: logged.denied,
      example: logged.example,
    })),
  };
}

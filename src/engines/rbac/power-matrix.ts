import { compareText } from '../../core/index.ts';
import { POWERS, type Power, powersOf } from './powers.ts';
import type { HeldRule, RbacAuthorizer } from './rbac-authorizer.ts';
import { userOf } from './request.ts';
import type { PolicyRule, Subject } from './vocabulary.ts';

/** Where a subject holds a power. */
export interface PowerReach {
  readonly power: Power;
  /** `names`: only over objects of certain names, wherever they stand. */
  readonly scope: 'cluster' | 'namespaces' | 'names';
  /** Those in which a RoleBinding gives it, sorted; empty where it holds in the whole cluster. */
  readonly namespaces: readonly string[];
  /** A rule that gives it as far as that, with the binding through which. */
  readonly through: HeldRule;
}

export interface MatrixRow {
  readonly subject: Subject;
  /** The worst first. */
  readonly powers: readonly PowerReach[];
}

/** Every known subject with the powers that it holds, itself or through the groups that it cannot but be in; the most powerful first. */
export function powerMatrix(authorizer: RbacAuthorizer): readonly MatrixRow[] {
  const powersOfRule = rememberPowers();
  return authorizer
    .subjects()
    .map((subject) => ({ subject, powers: reachOf(authorizer, subject, powersOfRule) }))
    .sort((a, b) => compareRows(a.powers, b.powers) || compareSubjects(a.subject, b.subject));
}

/** The powers of one subject, the worst first. */
export function powerReach(authorizer: RbacAuthorizer, subject: Subject): readonly PowerReach[] {
  return reachOf(authorizer, subject, rememberPowers());
}

function rememberPowers(): (held: HeldRule) => readonly Power[] {
  const [wide, narrow] = [new Map<PolicyRule, readonly Power[]>(), new Map<PolicyRule, readonly Power[]>()];
  return ({ rule, binding }) => {
    const isInNamespace = binding.kind === 'RoleBinding';
    const known = isInNamespace ? narrow : wide;
    let powers = known.get(rule);
    if (!powers) {
      powers = powersOf(rule, isInNamespace);
      known.set(rule, powers);
    }
    return powers;
  };
}

/** The rules that give a power, by how far they reach. */
interface Found {
  cluster?: HeldRule;
  clusterNames?: HeldRule;
  readonly namespaces: Map<string, HeldRule>;
  readonly namespaceNames: Map<string, HeldRule>;
}

function reachOf(authorizer: RbacAuthorizer, subject: Subject, powersOfRule: (held: HeldRule) => readonly Power[]): PowerReach[] {
  const user = userOf(subject);
  const found = new Map<Power, Found>();
  const add = (held: HeldRule): void => {
    const { binding, rule } = held;
    const isNamed = rule.resourceNames.length > 0;
    for (const power of powersOfRule(held)) {
      const known: Found = found.get(power) ?? { namespaces: new Map(), namespaceNames: new Map() };
      found.set(power, known);
      if (binding.kind === 'RoleBinding') {
        const places = isNamed ? known.namespaceNames : known.namespaces;
        if (!places.has(binding.namespace)) places.set(binding.namespace, held);
      } else if (isNamed) known.clusterNames ??= held;
      else known.cluster ??= held;
    }
  };
  for (const held of authorizer.rulesFor(user, '')) add(held);
  for (const namespace of authorizer.namespacesOf(user)) {
    for (const held of authorizer.rulesFor(user, namespace)) if (held.binding.kind === 'RoleBinding') add(held);
  }
  return POWERS.flatMap((power) => summarise(power, found.get(power)));
}

function summarise(power: Power, found: Found | undefined): PowerReach[] {
  if (!found) return [];
  const { cluster, clusterNames, namespaces, namespaceNames } = found;
  if (cluster) return [{ power, scope: 'cluster', namespaces: [], through: cluster }];
  const [inNamespace] = namespaces.values();
  if (inNamespace) return [{ power, scope: 'namespaces', namespaces: [...namespaces.keys()].sort(compareText), through: inNamespace }];
  const [named] = clusterNames ? [clusterNames] : namespaceNames.values();
  if (!named) return [];
  return [{ power, scope: 'names', namespaces: clusterNames ? [] : [...namespaceNames.keys()].sort(compareText), through: named }];
}

const WEIGHT = { cluster: 0, namespaces: 1, names: 2 } as const;

/** A power over the whole cluster comes before one in namespaces, and that before one over certain names. */
function weight({ power, scope }: PowerReach): number {
  return power.rank * 3 + WEIGHT[scope];
}

function compareRows(a: readonly PowerReach[], b: readonly PowerReach[]): number {
  const worst = (powers: readonly PowerReach[]): number => Math.min(100, ...powers.map(weight));
  return worst(a) - worst(b) || b.length - a.length;
}

export function compareSubjects(a: Subject, b: Subject): number {
  return compareText(a.kind, b.kind) || compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}

import { CATALOGUE, type Check, type Exception, lastDayBefore } from '../checks/index.ts';
import { isRecord, stringAt } from '../core/index.ts';
import type { SourceText } from '../inventory/index.ts';
import { type Entry, exception, type SourceReading, untranslated } from './entry.ts';
import { namePatterns } from './name-patterns.ts';
import { resolveId, resolvePattern } from './resolve-id.ts';
import { type Node, StructuredFile } from './structured-file.ts';

/*
 * https://github.com/kubescape/kubescape/blob/master/examples/exceptions/README.md; what matches is decided by
 * https://github.com/kubescape/opa-utils/tree/master/exceptions: an exception covers what any of its resources and any of its policies
 * match, attributes are regular expressions over whole names, and without policies it covers every control.
 */

type Scope = Pick<Exception, 'kinds' | 'namespaces' | 'names'>;

const IN_SCOPE: Readonly<Record<string, keyof Scope>> = { kind: 'kinds', namespace: 'namespaces', name: 'names' };
const ACTIONS = new Set(['alertOnly', 'disable']);

/** A file of exceptions: a list of them, or one. */
export function readKubescapeExceptions(file: SourceText): SourceReading {
  const source = new StructuredFile(file, 'kubescape');
  if (!source.root) return source.reading([]);
  const items = isRecord(source.root.value) ? [source.root] : source.items(source.root);
  return source.reading(items.flatMap((item) => translateItem(source, item)));
}

function translateItem(source: StructuredFile, item: Node): Entry[] {
  if (!isRecord(item.value)) {
    source.wrongType(item, 'a list of mappings');
    return [];
  }
  const name = stringAt(item.value, 'name') ?? 'an exception without a name';
  const origin = source.origin({ value: name, path: [...item.path, 'name'] }, name);
  const refusal = refuse(item.value);
  if (refusal !== undefined) return [untranslated(origin, refusal)];
  const member = (key: string): Node => ({ value: (item.value as Record<string, unknown>)[key] ?? null, path: [...item.path, key] });
  const policies = source.items(member('posturePolicies')).map((node) => translatePolicy(source, node, name));
  const resources = source.items(member('resources'));
  const lost = policies.filter((policy) => 'entry' in policy).map(({ entry }) => entry);
  const found = policies.filter((policy) => 'checks' in policy);
  if (resources.length === 0) return [...lost, untranslated(origin, 'it names no resource, so Kubescape follows it nowhere')];
  if (policies.length > 0 && found.length === 0) return lost;
  const isForAll = policies.length === 0 || found.some(({ checks }) => checks === 'all');
  const checks = isForAll
    ? undefined
    : CATALOGUE.filter((check) => found.some((policy) => policy.checks !== 'all' && policy.checks.includes(check)));
  const reason = stringAt(item.value, 'reason') || stringAt(item.value, 'name');
  const date = item.value['expirationDate'];
  // Programs write the zero time of Go where none is set.
  const isUnset = date === undefined || date === null || (typeof date === 'string' && date.startsWith('0001-01-01'));
  const expires = isUnset ? undefined : lastDayBefore(String(date));
  if (!isUnset && expires === undefined) return [...lost, untranslated(origin, `its expirationDate ${String(date)} is no date`)];
  return [...lost, ...resources.flatMap((node) => translateResource(source, node, name, checks, reason, expires))];
}

function refuse(item: Readonly<Record<string, unknown>>): string | undefined {
  const { policyType, actions } = item;
  if (policyType !== undefined && policyType !== 'postureExceptionPolicy')
    return `of type ${String(policyType)}, which is not about manifests`;
  const unknown = Array.isArray(actions) ? actions.find((action) => !ACTIONS.has(String(action))) : undefined;
  return unknown === undefined ? undefined : `its action ${String(unknown)} does not accept anything`;
}

type Policy = { readonly checks: readonly Check[] | 'all' } | { readonly entry: Entry };

function translatePolicy(source: StructuredFile, node: Node, name: string): Policy {
  const controlId = stringAt(node.value, 'controlID') ?? '';
  const controlName = stringAt(node.value, 'controlName') ?? '';
  const framework = stringAt(node.value, 'frameworkName') ?? '';
  const rule = stringAt(node.value, 'ruleName') ?? '';
  const text = `${name}: ${controlId || controlName || framework || rule || 'any control'}`;
  const lost = (why: string): Policy => ({ entry: untranslated(source.origin(node, text), why) });
  if (rule !== '') return lost('one rule of a control; exceptions cover whole checks, which would be more');
  if (controlId === '' && framework !== '') return lost('a whole framework of Kubescape; name its controls');
  if (controlId === '' && controlName !== '') return lost('a control by its title alone; write its controlID');
  if (controlId === '') return { checks: 'all' };
  const resolved = resolveId('kubescape', controlId);
  if (resolved.kind === 'checks') return { checks: resolved.checks };
  if (!/[.*+?[(|\\]/.test(controlId)) return lost(resolved.why);
  try {
    const checks = resolvePattern('kubescape', new RegExp(`^${controlId}$`, 'i'));
    return checks.length > 0 ? { checks } : lost('no check of the catalogue stands for a control that it matches');
  } catch {
    return lost('no valid regular expression');
  }
}

function translateResource(
  source: StructuredFile,
  node: Node,
  name: string,
  checks: readonly Check[] | undefined,
  reason: string | undefined,
  expires: string | undefined,
): Entry[] {
  const attributes = isRecord(node.value) ? node.value['attributes'] : undefined;
  if (!isRecord(attributes)) {
    source.wrongType(node, 'a list of mappings with attributes');
    return [];
  }
  const given = Object.entries(attributes).filter(([, value]) => value !== '');
  const shown = given.map(([key, value]) => `${key}=${String(value)}`).join(' ');
  const origin = source.origin(node, `${name}: ${shown || 'no attributes'}`);
  if (given.length === 0) return [untranslated(origin, 'it names nothing, so Kubescape follows it nowhere')];
  const scope = readScope(given);
  if (typeof scope === 'string') return [untranslated(origin, scope)];
  const expiry = expires === undefined ? {} : { expires };
  const isForAll = checks === undefined && Object.keys(scope).length === 0;
  // An exception has to name something; a pattern for every name is the widest it can be.
  const entries = [exception(origin, checks, { ...(isForAll ? { names: ['*'] } : scope), ...expiry }, reason)];
  // For Kubescape a namespace lies in itself; for an exception it has a name and lies nowhere.
  if (scope.namespaces && !scope.names && !scope.kinds && (checks === undefined || checks.some(judgesNamespaces))) {
    entries.push(
      exception(
        { ...origin, text: `${origin.text} (the namespace itself)` },
        checks,
        { kinds: ['Namespace'], names: scope.namespaces, ...expiry },
        reason,
      ),
    );
  }
  return entries;
}

function judgesNamespaces(check: Check): boolean {
  return check.on === 'object' && check.kinds.some((kind) => kind === '/Namespace');
}

function readScope(attributes: readonly (readonly [string, unknown])[]): Scope | string {
  const scope: { -readonly [K in keyof Scope]: Scope[K] } = {};
  for (const [key, value] of attributes) {
    if (typeof value !== 'string') return `${key} must be a text`;
    if (key === 'cluster') {
      if (value !== '.*') return 'it is for one cluster, and files say nothing about the cluster that they are for';
      continue;
    }
    if (!Object.hasOwn(IN_SCOPE, key)) {
      return key === 'resourceID' || key === 'path'
        ? `exceptions do not know ${key}; write names or files`
        : `it selects by the label ${key}; exceptions know kinds, namespaces, names and files`;
    }
    const patterns = namePatterns(value);
    if (!patterns) return `the regular expression ${value} says more than a pattern with * can`;
    if (!patterns.includes('*')) scope[IN_SCOPE[key] as keyof Scope] = patterns;
  }
  if (scope.namespaces && scope.kinds?.length === 1 && scope.kinds[0] === 'Namespace' && !scope.names) {
    return { kinds: scope.kinds, names: scope.namespaces };
  }
  return scope;
}

import { CATALOGUE } from '../checks/index.ts';
import type { Severity } from '../core/index.ts';
import type { SourceText } from '../inventory/index.ts';
import { type Entry, exception, needless, type Setting, type SourceReading, settings, untranslated } from './entry.ts';
import { resolveId } from './resolve-id.ts';
import { type Node, StructuredFile } from './structured-file.ts';

/* https://github.com/hadolint/hadolint/blob/master/README.md#configure */

const SEVERITIES: Readonly<Record<string, Severity>> = { error: 'high', warning: 'medium', info: 'low', style: 'info' };

const KEYS = ['failure-threshold', 'format', 'ignored', 'label-schema', 'no-color', 'no-fail', 'override', 'strict-labels'].concat(
  'disable-ignore-pragma',
  'trustedRegistries',
);

/** `.hadolint.yaml` */
export function readHadolintConfig(file: SourceText): SourceReading {
  const source = new StructuredFile(file, 'hadolint');
  const entries: Entry[] = [];
  if (!source.root) return source.reading(entries);
  for (const [key, node] of source.members(source.root)) entries.push(...translateKey(source, key, node));
  return source.reading(entries);
}

function translateKey(source: StructuredFile, key: string, node: Node): Entry[] {
  const origin = source.origin(node, `${key}: ${String(node.value)}`);
  switch (key) {
    case 'ignored':
      return source.texts(node).map((item) => {
        const at = source.origin(item, `ignored ${item.value}`);
        const resolved = resolveId('hadolint', item.value);
        return resolved.kind === 'checks' ? exception(at, resolved.checks, {}, source.commentOf(item)) : untranslated(at, resolved.why);
      });
    case 'override':
      return [...source.members(node)].flatMap(([level, rules]) => translateOverride(source, level, rules));
    case 'trustedRegistries':
      return source.texts(node, true).map((item) => translateRegistry(source, item));
    case 'failure-threshold': {
      const value = SEVERITIES[String(node.value)] ?? (node.value === 'none' || node.value === 'ignore' ? 'never' : undefined);
      if (value === undefined) source.wrongType(node, 'error, warning, info, style, ignore or none');
      return value === undefined ? [] : [settings(origin, [{ kind: 'fail-on', value }])];
    }
    case 'no-fail':
      if (node.value !== true) return [needless(origin, 'findings fail a run already')];
      return [settings(origin, [{ kind: 'fail-on', value: 'never' }])];
    case 'format':
    case 'no-color':
      return [needless(origin, 'says how hadolint reports, not what is accepted')];
    case 'disable-ignore-pragma':
      if (node.value !== true) return [needless(origin, 'ignores in comments are followed')];
      return [untranslated(origin, 'seawall always follows ignores in comments, and counts them in its report')];
    case 'label-schema':
    case 'strict-labels':
      return [untranslated(source.origin(node, key), 'no check of the catalogue judges the labels of images')];
    default:
      return [untranslated(source.origin(node, key), source.unknownKey(key, KEYS))];
  }
}

function translateOverride(source: StructuredFile, level: string, rules: Node): Entry[] {
  const severity = SEVERITIES[level];
  if (severity === undefined) {
    return [untranslated(source.origin(rules, `override ${level}`), source.unknownKey(level, Object.keys(SEVERITIES)))];
  }
  return source.texts(rules).map((item) => {
    const origin = source.origin(item, `override ${level} ${item.value}`);
    const resolved = resolveId('hadolint', item.value);
    if (resolved.kind === 'unknown') return untranslated(origin, resolved.why);
    return settings(
      origin,
      resolved.checks.map(({ id }): Setting => ({ kind: 'severity', check: id, severity })),
    );
  });
}

/** DL3026 is the rule that reads the list; the check that stands for it has a parameter of the same meaning. */
function translateRegistry(source: StructuredFile, item: Node & { readonly value: string }): Entry {
  const origin = source.origin(item, `trustedRegistries ${item.value}`);
  if (item.value.includes('*')) return untranslated(origin, 'the lists of registries in seawall.yaml know no patterns; name each registry');
  const readers = CATALOGUE.filter(
    (check) => check.aliases.hadolint?.includes('DL3026') && check.parameters?.['allowed']?.type === 'strings',
  );
  if (readers.length === 0) {
    return untranslated(
      origin,
      'no check judges the registries of base images; for images of pods it is parameters, workload/image-registry, allowed',
    );
  }
  return settings(
    origin,
    readers.map(({ id }): Setting => ({ kind: 'parameter', check: id, name: 'allowed', value: [item.value] })),
  );
}

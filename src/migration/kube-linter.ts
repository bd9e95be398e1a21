import { isRecord } from '../core/index.ts';
import type { SourceText } from '../inventory/index.ts';
import { type Entry, exception, needless, type SourceReading, settings, untranslated } from './entry.ts';
import { resolveId } from './resolve-id.ts';
import { type Node, StructuredFile } from './structured-file.ts';

/* https://docs.kubelinter.io/#/configuring-kubelinter and https://github.com/stackrox/kube-linter/blob/main/pkg/config/config.go */

const KEYS = ['addAllBuiltIn', 'doNotAutoAddDefaults', 'exclude', 'include', 'ignorePaths'];

/** `.kube-linter.yaml`; `cwd` is the folder that relative paths in it start from. */
export function readKubeLinterConfig(file: SourceText, cwd: string): SourceReading {
  const source = new StructuredFile(file, 'kube-linter');
  const entries: Entry[] = [];
  if (!source.root) return source.reading(entries);
  for (const [key, node] of source.members(source.root)) {
    if (key === 'checks') {
      const members = source.members(node);
      const isOnly = members.get('doNotAutoAddDefaults')?.value === true && members.get('addAllBuiltIn')?.value !== true;
      for (const [name, member] of members) entries.push(...translateKey(source, name, member, isOnly, cwd));
    } else if (key === 'customChecks') {
      for (const item of source.items(node)) {
        const name = isRecord(item.value) && typeof item.value['name'] === 'string' ? item.value['name'] : 'a custom check';
        entries.push(
          untranslated(source.origin(item, `customChecks ${name}`), 'a template of KubeLinter with parameters; seawall has its own checks'),
        );
      }
    } else {
      entries.push(untranslated(source.origin(node, key), source.unknownKey(key, ['checks', 'customChecks'])));
    }
  }
  return source.reading(entries);
}

function translateKey(source: StructuredFile, key: string, node: Node, isOnly: boolean, cwd: string): Entry[] {
  switch (key) {
    case 'exclude':
      return source.texts(node).map((item) => {
        const origin = source.origin(item, `exclude ${item.value}`);
        const resolved = resolveId('kube-linter', item.value);
        return resolved.kind === 'checks'
          ? exception(origin, resolved.checks, {}, source.commentOf(item))
          : untranslated(origin, resolved.why);
      });
    case 'include':
      return source.texts(node).map((item) => translateInclude(source, item, isOnly));
    case 'ignorePaths':
      return source.texts(node).map((item) => {
        const origin = source.origin(item, `ignorePaths ${item.value}`);
        const files = globBelow(item.value, cwd);
        return files === undefined
          ? untranslated(origin, 'it leads out of this folder, and file names in reports do not')
          : exception(origin, undefined, { files: [files] }, source.commentOf(item));
      });
    case 'addAllBuiltIn':
    case 'doNotAutoAddDefaults': {
      if (typeof node.value !== 'boolean') {
        source.wrongType(node, 'true or false');
        return [];
      }
      const origin = source.origin(node, `${key}: ${node.value}`);
      return [needless(origin, isOnly ? 'the checks under include are asked alone' : 'every check of the catalogue is asked already')];
    }
    default:
      return [untranslated(source.origin(node, key), source.unknownKey(key, KEYS))];
  }
}

function translateInclude(source: StructuredFile, item: Node & { readonly value: string }, isOnly: boolean): Entry {
  const origin = source.origin(item, `include ${item.value}`);
  const resolved = resolveId('kube-linter', item.value);
  if (resolved.kind === 'unknown') return untranslated(origin, resolved.why);
  if (!isOnly) return needless(origin, 'every check of the catalogue is asked already');
  return settings(origin, [{ kind: 'only-checks', checks: resolved.checks.map(({ id }) => id) }]);
}

/** KubeLinter compares absolute paths; reports name files from the current folder. `undefined` for what lies outside of it. */
function globBelow(pattern: string, cwd: string): string | undefined {
  if (pattern.startsWith('/**/')) return pattern.slice(1);
  const path = pattern.startsWith(`${cwd}/`) ? pattern.slice(cwd.length + 1) : pattern.replace(/^(?:\.\/)+/, '');
  return /^(?:\/|~|\.\.(?:\/|$))/.test(path) ? undefined : path;
}

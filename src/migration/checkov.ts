import type { Check } from '../checks/index.ts';
import type { SourceText } from '../inventory/index.ts';
import { type Entry, exception, needless, type SourceReading, settings, untranslated } from './entry.ts';
import { resolveId, resolvePattern } from './resolve-id.ts';
import { type Node, StructuredFile } from './structured-file.ts';

/*
 * The keys of the file are the long options of the command line: https://www.checkov.io/2.Basics/CLI%20Command%20Reference.html.
 * Ids are compared as https://github.com/bridgecrewio/checkov/blob/main/checkov/runner_filter.py does: with the patterns of fnmatch.
 */

/** Where Checkov reads, how it prints: nothing that a scan would have to know. */
const NOT_ABOUT_FINDINGS = new Set(
  (
    'directory file output output-file-path output-bc-ids quiet compact no-guide framework branch repo-id repo-root-for-plan-enrichment bc-api-key prisma-api-url ' +
    'download-external-modules external-modules-download-path evaluate-variables var-file ca-certificate config-file list version support no-cert-verify ' +
    'skip-results-upload skip-fixes skip-download  skip-policy-download summary-position no-fail-on-crash mask ' +
    'docker-image dockerfile-path deep-analysis scan-secrets-history secrets-scan-file-type enable-secret-scan-all-files openai-api-key add-check create-config show-config'
  ).split(' '),
);

const READ_HERE = new Set(['all', 'kubernetes', 'helm', 'kustomize', 'dockerfile']);

const SEVERITIES = new Set(['NONE', 'INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);

/** `.checkov.yaml` */
export function readCheckovConfig(file: SourceText): SourceReading {
  const source = new StructuredFile(file, 'checkov');
  const entries: Entry[] = [];
  if (!source.root) return source.reading(entries);
  for (const [key, node] of source.members(source.root)) entries.push(...translateKey(source, key, node));
  return source.reading(entries);
}

function translateKey(source: StructuredFile, key: string, node: Node): Entry[] {
  switch (key) {
    case 'skip-check':
      return source.texts(node, true).map((item) => translateSkip(source, item));
    case 'check':
      return translateChecks(source, node);
    case 'skip-path':
      return source.texts(node, true).map((item) => translatePath(source, item));
    case 'skip-framework':
      return source.texts(node, true).map((item) => {
        const origin = source.origin(item, `skip-framework ${item.value}`);
        return READ_HERE.has(item.value)
          ? untranslated(origin, 'seawall reads all that it understands; name what to leave out in .seawallignore')
          : needless(origin, 'seawall does not read what this is about');
      });
    case 'soft-fail': {
      const origin = source.origin(node, `soft-fail: ${String(node.value)}`);
      if (typeof node.value !== 'boolean') source.wrongType(node, 'true or false');
      else return [node.value ? settings(origin, [{ kind: 'fail-on', value: 'never' }]) : needless(origin, 'findings fail a run already')];
      return [];
    }
    default: {
      const origin = source.origin(node, key);
      if (NOT_ABOUT_FINDINGS.has(key)) return [needless(origin, 'says what Checkov reads and how it reports, not what is accepted')];
      return [
        untranslated(
          origin,
          source.unknownKey(key, ['skip-check', 'check', 'skip-path', 'skip-framework', 'soft-fail', ...NOT_ABOUT_FINDINGS]),
        ),
      ];
    }
  }
}

function translateSkip(source: StructuredFile, item: Node & { readonly value: string }): Entry {
  const origin = source.origin(item, `skip-check ${item.value}`);
  const found = findChecks(item.value);
  if (typeof found === 'string') return untranslated(origin, found);
  return exception(origin, found, {}, source.commentOf(item));
}

function findChecks(id: string): readonly Check[] | string {
  if (SEVERITIES.has(id)) return 'names checks by the severity that the Prisma platform gives them, which seawall does not know';
  if (id.startsWith('BC_')) return 'an id of the Prisma platform; write the CKV id that it stands for';
  if (/[*?[]/.test(id)) {
    const checks = resolvePattern('checkov', fnmatch(id));
    return checks.length > 0 ? checks : 'the pattern matches no id that a check of the catalogue stands for';
  }
  const resolved = resolveId('checkov', id);
  return resolved.kind === 'checks' ? resolved.checks : resolved.why;
}

/** https://docs.python.org/3/library/fnmatch.html */
function fnmatch(pattern: string): RegExp {
  const source = pattern.replace(/\[!?[^\]]+\]|[\s\S]/g, (part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    if (part.length > 1) return part.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
    return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /^$/;
  }
}

/** Each id is an entry; those that have a counterpart share one list of checks to ask, which the first of them carries. */
function translateChecks(source: StructuredFile, node: Node): Entry[] {
  return source.texts(node, true).map((item) => {
    const origin = source.origin(item, `check ${item.value}`);
    const found = findChecks(item.value);
    if (typeof found === 'string') return untranslated(origin, found);
    return settings(origin, [{ kind: 'only-checks', checks: found.map(({ id }) => id) }]);
  });
}

/** A regular expression that is searched for in the path of a file; a plain text in it can be said as a glob pattern. */
function translatePath(source: StructuredFile, item: Node & { readonly value: string }): Entry {
  const origin = source.origin(item, `skip-path ${item.value}`);
  const text = item.value
    .replaceAll(/\\([./-])/g, '$1')
    .replace(/^(?:\.\*)?\/?/, '')
    .replace(/\.\*$/, '');
  if (text === '' || !/^[\w./-]+$/.test(text)) {
    return untranslated(
      origin,
      'a regular expression that glob patterns cannot say; write an exception with files, or a line in .seawallignore',
    );
  }
  const lead = /^(?:\.\*)?\/./.test(item.value.replaceAll('\\/', '/')) ? '' : '*';
  const files = text.endsWith('/') ? [`**/${lead}${text}**`] : [`**/${lead}${text}*`, `**/${lead}${text}*/**`];
  return exception(origin, undefined, { files }, source.commentOf(item));
}

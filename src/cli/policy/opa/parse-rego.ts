import { resolve } from 'node:path';
import { fail, type Outcome, succeed } from '../../../core/index.ts';
import { moduleJson, parseModule, prettyTree } from '../../../engines/rego/index.ts';
import { readText } from '../../../inventory/sources/index.ts';
import { safeLines } from '../../../report/index.ts';
import { errorNode, fields, formatGoJson, type GoNode, opaErrors } from '../../../report/opa/index.ts';
import type { ExitReason } from '../../exit-codes.ts';
import { UsageError } from '../../usage-error.ts';
import { type OpaOptions, versionOf } from './options.ts';

export interface ParseRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly reasons: readonly ExitReason[];
}

/** The syntax tree of a module, with the output and the exit codes of `opa parse`. */
export function parseRego(file: string, options: OpaOptions, cwd: string): ParseRun {
  const include = { comments: wantsComments(options.list('json-include')) };
  const text = readText(resolve(cwd, file), file);
  const tree: Outcome<string> = text.ok ? treeOf(file, text.value, options, include) : text;
  if (tree.ok) return { stdout: tree.value, stderr: '', reasons: ['clean'] };
  const errors = opaErrors(tree.problems, () => (text.ok ? text.value : undefined));
  return { stdout: '', stderr: `${formatGoJson(fields(['errors', errors.map(errorNode)]))}\n`, reasons: ['policyNegative'] };
}

function treeOf(file: string, text: string, options: OpaOptions, include: { readonly comments: boolean }): Outcome<string> {
  const { module, errors } = parseModule(file, text, versionOf(options) ?? 'v1');
  if (errors.length > 0) {
    return fail(
      ...errors.map(({ message, position }) => ({
        code: 'unparsable' as const,
        message: `rego_parse_error: ${message}`,
        place: { file, range: { start: position, end: position } },
      })),
    );
  }
  if (options.text('format') === 'json') return succeed(`${formatGoJson(toGoNode(moduleJson(module, include)))}\n`);
  return succeed(safeLines(prettyTree(module, include)));
}

/** Maps become structs of Go, whose members keep their order. */
function toGoNode(node: unknown): GoNode {
  if (Array.isArray(node)) return node.map(toGoNode);
  if (typeof node !== 'object' || node === null || Object.getPrototypeOf(node) !== Object.prototype) return node as GoNode;
  return fields(...Object.entries(node).map(([name, value]) => [name, toGoNode(value)] as const));
}

function wantsComments(parts: readonly string[]): boolean {
  let wants = true;
  for (const part of parts) {
    if (/^[+]?locations$/.test(part)) {
      throw new UsageError('the tree has no locations', { hint: '--json-include takes comments and -comments' });
    }
    if (part.endsWith('comments')) wants = !part.startsWith('-');
  }
  return wants;
}

import type { LineIndex } from '../../../core/index.ts';
import { readYaml } from '../../../formats/index.ts';
import { fromHost, RegoObject, type Value } from '../values/index.ts';
import type { Annotations } from './ast.ts';
import { SyntaxFault } from './cursor.ts';
import type { Comment, Token } from './lexer.ts';

/** Blocks of metadata: comments that follow `# METADATA` without a gap, https://www.openpolicyagent.org/docs/policy-language#metadata. */
export function readAnnotations(
  comments: readonly Comment[],
  tokens: readonly Token[],
  lines: LineIndex,
  report: (fault: SyntaxFault) => void,
): readonly Annotations[] {
  const found: Annotations[] = [];
  for (let i = 0; i < comments.length; i++) {
    const first = comments[i];
    if (!first || first.text.trim() !== 'METADATA') continue;
    const text: string[] = [];
    let line = lines.positionAt(first.start).line;
    while (i + 1 < comments.length) {
      const next = comments[i + 1];
      if (!next || lines.positionAt(next.start).line !== line + 1) break;
      text.push(next.text);
      line++;
      i++;
    }
    const [document] = readYaml(text.map((entry) => entry.replace(/^ /, '')).join('\n')).documents;
    const value = document === undefined ? undefined : fromHost(document.value);
    if (!(value instanceof RegoObject)) {
      report(new SyntaxFault('expected METADATA block, found whitespace or text that is no YAML', first.start));
      continue;
    }
    const follower = tokens.find((token) => token.start > first.start);
    const stated = value.get('scope');
    const scope = typeof stated === 'string' ? stated : follower?.text === 'package' ? 'package' : 'rule';
    value.set('scope', scope);
    normalise(value);
    found.push({ scope, value, at: first.start });
  }
  return found;
}

/** Authors and related resources may be written as plain texts. */
function normalise(value: RegoObject): void {
  const authors = value.get('authors');
  if (Array.isArray(authors)) value.set('authors', authors.map(authorOf));
  const related = value.get('related_resources');
  if (Array.isArray(related))
    value.set(
      'related_resources',
      related.map((entry: Value) => (typeof entry === 'string' ? fromHost({ ref: entry }) : entry)),
    );
}

function authorOf(entry: Value): Value {
  if (typeof entry !== 'string') return entry;
  const match = /^(.*?)\s*(?:<([^<>]*)>)?$/.exec(entry.trim());
  const [, name = '', email] = match ?? [];
  return fromHost({ ...(name !== '' && { name }), ...(email !== undefined && { email }) });
}

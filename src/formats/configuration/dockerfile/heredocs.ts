import { readWords } from '../../dockerfile/words.ts';
import type { DockerNode } from './node.ts';

export interface HeredocName {
  readonly name: string;
  /** `<<-`: leading tabs before the closing name do not count. */
  readonly isIndented: boolean;
}

const WITH_HEREDOCS = new Set(['add', 'copy', 'run']);

/** The heredocs that a line opens, in their order. https://github.com/moby/buildkit/blob/v0.33.1/frontend/dockerfile/parser/parser.go (heredocsFromLine) */
export function heredocsOf(node: DockerNode, line: string): HeredocName[] {
  const command = node.trigger ?? node;
  if (!WITH_HEREDOCS.has(command.name.toLowerCase()) || command.isJson || !line.includes('<<')) return [];
  return readWords(line, 0, '\\').flatMap(({ text }) => {
    const [, dash, raw = ''] = /^\d*<<(-?)\s*([^<]*)$/.exec(text) ?? [];
    if (dash === undefined || raw === '') return [];
    return [{ name: raw.replace(/\\(.)|["']/gs, '$1'), isIndented: dash === '-' }];
  });
}

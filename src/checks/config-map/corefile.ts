import type { InventoryObject } from '../../inventory/index.ts';
import { type ConfigValue, valuesOf } from './values.ts';

/** One line of a Corefile: its words, and the names of the blocks around it, outermost first. */
export interface CorefileLine {
  readonly number: number;
  readonly words: readonly string[];
  readonly blocks: readonly string[];
}

/** The server configurations of CoreDNS in a ConfigMap: the Corefile, and what `coredns-custom` adds to it in AKS, DOKS and k3s. */
export function* corefilesOf(object: InventoryObject): Generator<ConfigValue> {
  for (const value of valuesOf(object)) {
    if (value.key === 'Corefile' || (object.name.startsWith('coredns') && /\.(?:server|override)$/.test(value.key))) yield value;
  }
}

/** The syntax of Caddyfile v1, as far as blocks and words go: https://coredns.io/manual/configuration/ */
export function* linesOf(corefile: string): Generator<CorefileLine> {
  const blocks: string[] = [];
  for (const [index, line] of corefile.split('\n').entries()) {
    const words = line
      .replace(/(?:^|\s)#.*$/, '')
      .split(/\s+/)
      .filter((word) => word !== '');
    const opens = words.at(-1) === '{';
    if (opens) words.pop();
    const [first] = words;
    if (first === '}') {
      blocks.pop();
      continue;
    }
    if (first !== undefined) yield { number: index + 1, words, blocks: [...blocks] };
    if (opens) blocks.push(first ?? '');
  }
}

import { hasPort, isEmptyPorts, isProtocol, PROTOCOLS, type Protocol, subtractPorts } from '../../src/engines/network/ports.ts';
import type { Model, Reading } from './model.ts';
import { isNarrowed, type View } from './view.ts';

export interface Selection {
  /** Positions of the lines that are shown. */
  readonly lines: readonly number[];
  /** Positions of the ends that are shown. */
  readonly ends: ReadonlySet<number>;
}

/** A step from the internet to a way in is drawn, and is no flow that policies know of. */
export function flowsOf({ ends, lines }: Model, shown: readonly number[]): readonly number[] {
  return shown.filter((line) => ends[lines.from[line] ?? 0]?.kind !== 'internet');
}

/** The lines that every filter lets through, and their ends; without filters, everything. */
export function select(model: Model, view: View): Selection {
  const { ends, lines, readings } = model;
  if (!isNarrowed(view)) return { lines: Array.from(lines.from.keys()), ends: new Set(ends.keys()) };
  const isWanted = readingFilter(model, view);
  const fitting = readings.map(isWanted);
  const exposed = view.only === 'internet' ? exposedEnds(model) : undefined;
  const namespaces = new Set(view.namespaces);
  const terms = view.query.toLowerCase().split(/\s+/).filter(Boolean);
  const texts = ends.map(({ search, namespace }) => `${search}\n${namespace ?? ''}`.toLowerCase());
  /** For each word the ends that have it; of a flow either end may. */
  const found = terms.map((term) => texts.map((text) => text.includes(term)));
  const isInside = ends.map(({ namespace }) => namespace !== undefined && namespaces.has(namespace));
  const kept: number[] = [];
  const shown = new Set<number>();
  for (let line = 0; line < lines.count; line++) {
    const [from, to] = [lines.from[line] ?? 0, lines.to[line] ?? 0];
    if (!fitting[lines.reading[line] ?? 0]) continue;
    if (namespaces.size > 0 && !isInside[from] && !isInside[to] && !leadsInside(model, from, to, isInside)) continue;
    if (found.some((having) => !having[from] && !having[to])) continue;
    if (exposed && !exposed.has(from)) continue;
    kept.push(line);
    shown.add(from).add(to);
  }
  if (view.policies.length === 0 && view.port === '' && view.only === 'all') {
    for (const at of ends.keys()) {
      if (found.every((having) => having[at]) && (namespaces.size === 0 || isInside[at])) shown.add(at);
    }
  }
  return { lines: kept, ends: shown };
}

/** From the internet to a way in that leads into a chosen namespace. */
function leadsInside({ ends, world, byId }: Model, from: number, to: number, isInside: readonly boolean[]): boolean {
  const entry = ends[from]?.kind === 'internet' ? world.entries[ends[to]?.at ?? 0] : undefined;
  return entry?.targets.some(([node]) => isInside[byId.get(`w${node}`) ?? 0]) ?? false;
}

function readingFilter({ policies }: Model, { port, policies: chosen, only }: View): (reading: Reading) => boolean {
  const wanted = readPort(port);
  const numbers = chosen.map((name) => policies.findIndex((policy) => policy.name === name));
  return ({ certain, possible, policies: own }) => {
    if (wanted && !wanted.protocols.some((protocol) => hasPort(possible, protocol, wanted.port))) return false;
    if (numbers.length > 0 && !numbers.some((number) => own.has(number))) return false;
    return only !== 'perhaps' || !isEmptyPorts(subtractPorts(possible, certain));
  };
}

/** What somebody typed as a port; `undefined` while it is none. */
export function readPort(text: string): { readonly port: number; readonly protocols: readonly Protocol[] } | undefined {
  const [, number, name] = /^\s*(?:(?:tcp|udp|sctp)\s+)?(\d{1,5})(?:\s*\/\s*(tcp|udp|sctp))?\s*$/i.exec(text) ?? [];
  const before = /^\s*(tcp|udp|sctp)\s/i.exec(text)?.[1];
  if (number === undefined || Number(number) < 1 || Number(number) > 65_535) return undefined;
  const protocol = (name ?? before)?.toUpperCase();
  return { port: Number(number), protocols: isProtocol(protocol) ? [protocol] : PROTOCOLS };
}

/** The internet, and everything that it reaches in one step or several. */
function exposedEnds({ byId, lines }: Model): Set<number> {
  const next = new Map<number, number[]>();
  for (let line = 0; line < lines.count; line++) {
    const from = lines.from[line] ?? 0;
    const list = next.get(from);
    if (list) list.push(lines.to[line] ?? 0);
    else next.set(from, [lines.to[line] ?? 0]);
  }
  const start = byId.get('internet');
  const queue = start === undefined ? [] : [start];
  const seen = new Set(queue);
  for (let at = 0; at < queue.length; at++) {
    for (const other of next.get(queue[at] ?? 0) ?? []) {
      if (seen.has(other)) continue;
      seen.add(other);
      queue.push(other);
    }
  }
  return seen;
}

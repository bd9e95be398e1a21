import { amount } from '../amount.ts';
import { describeReach } from './explain.ts';
import type { End, Model } from './model.ts';
import type { Picture } from './picture.ts';

/** `Deployment shop/cart`, `Ingress shop in web`, `Internet`. */
export function nameOf({ kind, title, detail, namespace }: End): string {
  if (kind === 'workload') return `${namespace}/${title}`;
  return kind === 'entry' ? `${detail.split(' in ')[0]} ${title}` : title;
}

/** The line between two ends, by its position. */
export function lineBetween({ lines, byId }: Model, from: string, to: string): number {
  const [source, target] = [byId.get(from), byId.get(to)];
  if (source === undefined || target === undefined) return -1;
  for (let line = 0; line < lines.count; line++) if (lines.from[line] === source && lines.to[line] === target) return line;
  return -1;
}

/** What the pointer or a screen reader learns of a part of the picture. */
export function describeTarget(model: Model, { graph, open }: Picture, id: string): string {
  const { ends, byId, groups, readings, lines } = model;
  const [from = '', to] = id.split('>');
  const title = (one: string): string => {
    const end = ends[byId.get(one) ?? -1];
    return end ? nameOf(end) : (groups.find((group) => group.id === one)?.title ?? '');
  };
  if (to !== undefined) {
    const line = lineBetween(model, from, to);
    const reading = line < 0 ? undefined : readings[lines.reading[line] ?? 0];
    if (reading) return `${title(from)} → ${title(to)}: ${describeReach(reading)}`;
    const drawn = graph.lines.find((one) => graph.nodes[one.from]?.id === from && graph.nodes[one.to]?.id === to);
    return `${title(from)} → ${title(to)}: ${drawn ? amount(drawn.weight, 'open flow') : 'no port is open'}`;
  }
  const end = ends[byId.get(from) ?? -1];
  if (end) return `${nameOf(end)}, ${end.detail}`;
  return open.has(from)
    ? `fold ${title(from)}`
    : `${title(from)}, ${graph.nodes.find((node) => node.id === from)?.detail ?? ''}: click to open`;
}

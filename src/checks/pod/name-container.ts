import type { ContainerKind, ContainerView } from '../../kubernetes/index.ts';

const LABELS: Readonly<Record<ContainerKind, string>> = {
  container: 'container',
  init: 'init container',
  ephemeral: 'ephemeral container',
};

/** `container web`, `init container migrate`. */
export function nameContainer({ kind, name }: Pick<ContainerView, 'kind' | 'name'>): string {
  return `${LABELS[kind]} ${name}`;
}

/** `container web`, or `containers web, log` for several; long lists are cut. */
export function nameContainers(containers: readonly ContainerView[]): string {
  const [first, ...others] = containers;
  if (!first || others.length === 0) return first ? nameContainer(first) : 'no container';
  const shown = containers.slice(0, 4).map(({ name }) => name);
  const hidden = containers.length - shown.length;
  return `containers ${shown.join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`;
}

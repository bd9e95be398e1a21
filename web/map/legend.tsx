import { amount } from '../amount.ts';
import type { Model } from './model.ts';

const SHAPES: readonly (readonly [shape: string, meaning: string])[] = [
  ['stroke', 'open: both ends let it through'],
  ['stroke dashed', 'perhaps: upstream leaves it to the network plugin'],
  ['shape pill', 'outside the cluster, or a way in'],
  ['shape stack', 'a folded namespace; click to open'],
];

/** What boxes and lines mean, and how much there is. */
export function Legend({ model: { nodes, groups, policies } }: { readonly model: Model }) {
  const workloads = nodes.reduce((sum, node) => sum + node.workloads.length, 0);
  const namespaces = groups.filter(({ kind }) => kind === 'namespace').length;
  return (
    <section class="legend" aria-label="About this map">
      <h2>Legend</h2>
      <ul>
        {SHAPES.map(([shape, meaning]) => (
          <li key={shape}>
            <span class="sample">
              <i class={shape} />
            </span>
            {meaning}
          </li>
        ))}
      </ul>
      <p>Traffic enters at the left. Click a line to see which policies decide, and a box to see who reaches it.</p>
      <p class="quiet">
        {amount(workloads, 'workload')} in {amount(namespaces, 'namespace')}, {amount(policies.length, 'policy', 'policies')}.{' '}
        {workloads > nodes.length
          ? `Workloads of a namespace that no policy and no way in tells apart are one box: ${nodes.length.toLocaleString('en-US')} are left.`
          : ''}
      </p>
      {workloads > 0 && policies.length === 0 ? (
        <p class="caution">No policy restricts anything here, so every pod reaches every other one.</p>
      ) : null}
    </section>
  );
}

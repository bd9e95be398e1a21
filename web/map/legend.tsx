import { amount } from '../amount.ts';
import type { Model } from './model.ts';

/** What the lines mean, and how much there is. */
export function Legend({ model: { nodes, groups, policies, lines } }: { readonly model: Model }) {
  const workloads = nodes.reduce((sum, node) => sum + node.workloads.length, 0);
  const namespaces = groups.filter(({ kind }) => kind === 'namespace').length;
  return (
    <section class="detail" aria-label="About this map">
      <h2>Who can connect to whom</h2>
      <p class="message">
        {amount(workloads, 'workload')} in {amount(namespaces, 'namespace')}, {amount(policies.length, 'policy', 'policies')},{' '}
        {amount(lines.count, 'open flow')}.
      </p>
      {workloads > nodes.length ? (
        <p class="quiet">
          Workloads of a namespace that no policy and no way in tells apart are one box; {nodes.length.toLocaleString('en-US')} are left.
        </p>
      ) : null}
      <dl class="legend">
        <div>
          <dt>
            <i class="stroke" />
          </dt>
          <dd>open: both ends let it through</dd>
        </div>
        <div>
          <dt>
            <i class="stroke dashed" />
          </dt>
          <dd>open perhaps: upstream leaves it to the network plugin</dd>
        </div>
        <div>
          <dt>
            <i class="shape pill" />
          </dt>
          <dd>outside the cluster, or a way in</dd>
        </div>
        <div>
          <dt>
            <i class="shape stack" />
          </dt>
          <dd>a folded namespace; click to open</dd>
        </div>
      </dl>
      <p class="quiet">Click a line to see which policies decide, and a box to see who reaches it. Traffic enters at the left.</p>
      {policies.length === 0 ? <p class="caution">No policy restricts anything here, so every pod reaches every other one.</p> : null}
    </section>
  );
}

import { EndPanel } from './end-panel.tsx';
import { FlowPanel } from './flow-panel.tsx';
import type { Model } from './model.ts';
import { SumPanel } from './sum-panel.tsx';

/** What is known of the part of the map that somebody chose: a workload, a flow, or all flows between two groups. */
export function Panel({
  model,
  id,
  paths,
  isOverlay,
  onChoose,
  onFold,
}: {
  readonly model: Model;
  readonly id: string;
  readonly paths: readonly string[];
  readonly isOverlay: boolean;
  readonly onChoose: (id: string | undefined) => void;
  readonly onFold: (id: string) => void;
}) {
  const [first = '', second] = id.split('>');
  const [from, to] = [first, second ?? ''].map((one) => model.ends[model.byId.get(one) ?? -1]);
  const group = model.groups.find((one) => one.id === first);
  const content =
    from && to ? (
      <FlowPanel model={model} from={from} to={to} paths={paths} onChoose={onChoose} />
    ) : second !== undefined ? (
      <SumPanel model={model} from={first} to={second} onChoose={onChoose} />
    ) : from ? (
      <EndPanel key={from.id} model={model} end={from} onChoose={onChoose} />
    ) : group ? (
      <>
        <h2>{group.title}</h2>
        <p class="actions">
          <button type="button" onClick={() => onFold(group.id)}>
            Open it on the map
          </button>
        </p>
      </>
    ) : (
      <p>Nothing here has that name.</p>
    );
  return (
    <section class={`detail${isOverlay ? ' overlay' : ''}`} aria-label="What was chosen">
      <div class="bar">
        <span class="grow" />
        <button type="button" class="small" onClick={() => onChoose(undefined)}>
          Close
        </button>
      </div>
      {content}
    </section>
  );
}

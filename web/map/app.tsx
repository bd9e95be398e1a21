import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { MapData } from '../../src/report/network-map/map-data.ts';
import { safeText } from '../../src/report/safe-text.ts';
import { amount } from '../amount.ts';
import { Choice } from '../choice.tsx';
import { GraphView } from '../graph/index.ts';
import { Help, type KeyHelp } from '../help.tsx';
import { useKeys } from '../keys.ts';
import { useMedia } from '../media.ts';
import { PageTop } from '../page-top.tsx';
import { SearchField } from '../search-field.tsx';
import { useTheme } from '../theme.ts';
import { useView, type ViewCodec } from '../use-view.ts';
import { Worlds } from '../worlds.tsx';
import { describeTarget } from './describe.ts';
import { MapFilters } from './filters.tsx';
import { FlowTable } from './flow-table.tsx';
import { Legend } from './legend.tsx';
import { readModel } from './model.ts';
import { Panel } from './panel.tsx';
import { drawingOf } from './picture.ts';
import { MapProblems } from './problems.tsx';
import { flowsOf, select } from './select.ts';
import { isNarrowed, isStep, readView, toggle, type View, withoutFilters, writeView } from './view.ts';

const VIEW: ViewCodec<View> = { read: readView, write: writeView, isStep };

const KEYS: KeyHelp = [
  ['/', 'search'],
  ['arrows', 'to the next workload in that direction, on the map and in the table'],
  ['Enter', 'open a folded namespace'],
  ['+, -, 0', 'nearer, farther, everything'],
  ['Shift and arrows', 'move the map'],
  ['m', 'map or table'],
  ['e', 'open or fold all namespaces'],
  ['t', 'dark or light'],
  ['Esc', 'close, or leave the search'],
  ['?', 'this help'],
];

export function MapApp({ data }: { readonly data: MapData }) {
  const [view, setView] = useView(VIEW);
  const [theme, flipTheme] = useTheme();
  const [isHelp, setHelp] = useState(false);
  const [isFiltering, setFiltering] = useState(false);
  const isWide = useMedia('(min-width: 720px)');
  const [anchor, setAnchor] = useState<string>();
  const search = useRef<HTMLInputElement>(null);
  const world = data.worlds[Math.min(view.world, data.worlds.length - 1)];
  const model = useMemo(() => (world ? readModel(world) : undefined), [world]);
  const asked = useMemo(() => (data.namespace === undefined ? [] : [safeText(data.namespace)]), [data]);
  // The namespace that was asked for on the command line is chosen until something else is.
  const shown = asked.length > 0 && !isNarrowed(view) ? { ...view, namespaces: asked } : view;
  const selection = useMemo(
    () => (model ? select(model, shown) : undefined),
    [model, shown.query, shown.namespaces, shown.policies, shown.port, shown.only],
  );
  const picture = useMemo(
    () => (model && selection ? drawingOf(model, selection, view.toggled) : undefined),
    [model, selection, view.toggled],
  );
  const flows = useMemo(() => (model && selection ? flowsOf(model, selection.lines) : []), [model, selection]);
  const total = useMemo(() => (model ? flowsOf(model, Array.from(model.lines.from.keys())).length : 0), [model]);
  const choose = useCallback((chosen: string | undefined): void => setView({ ...view, chosen }), [view, setView]);
  const fold = (id: string): void => {
    setAnchor(id);
    setView({ ...view, toggled: toggle(view.toggled, id), chosen: undefined });
  };
  const foldAll = (): void => {
    if (!model || !picture) return;
    const folded = model.groups.filter(({ id }) => !picture.open.has(id) && !picture.refused.includes(id)).map(({ id }) => id);
    const next = new Set(view.toggled);
    for (const id of folded.length > 0 ? folded : picture.open) if (!next.delete(id)) next.add(id);
    setAnchor(undefined);
    setView({ ...view, toggled: [...next], chosen: undefined });
  };
  useKeys({
    '/': () => search.current?.focus(),
    '?': () => setHelp(true),
    m: () => setView({ ...view, isTable: !view.isTable }),
    e: foldAll,
    t: flipTheme,
    Escape: () => {
      if (isFiltering) setFiltering(false);
      else if (view.chosen !== undefined) choose(undefined);
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },
  });
  if (!model || !selection || !picture) return null;
  const { graph } = picture;
  const isEmpty = selection.ends.size === 0;
  const panel =
    view.chosen === undefined ? null : (
      <Panel model={model} id={view.chosen} paths={data.from} isOverlay={!isWide} onChoose={choose} onFold={fold} />
    );
  const isOverlay = panel !== null && !isWide;
  return (
    <>
      <div class={`map-page${view.isTable ? ' as-table' : ''}`} inert={isOverlay}>
        <PageTop title="network map" theme={theme} onTheme={flipTheme} onHelp={() => setHelp(true)}>
          <button type="button" class="small only-narrow" aria-expanded={isFiltering} onClick={() => setFiltering(!isFiltering)}>
            Filters
          </button>
        </PageTop>
        <div class={`columns${panel && isWide ? ' with-side' : ''}`}>
          <nav class={`filters${isFiltering ? ' shown' : ''}`} aria-label="Filters">
            <MapFilters model={model} view={shown} onChange={(next) => setView({ ...next, chosen: undefined })} />
            <Legend model={model} />
          </nav>
          <main>
            <div class="toolbar">
              <div class="bar">
                <SearchField input={search} value={view.query} onInput={(query) => setView({ ...view, query })} />
                <Choice
                  name="view"
                  label="View"
                  isNamed={false}
                  options={[
                    ['map', 'Map'],
                    ['table', 'Table'],
                  ]}
                  value={view.isTable ? 'table' : 'map'}
                  onChange={(value) => setView({ ...view, isTable: value === 'table' })}
                />
              </div>
              <div class="bar">
                <p role="status">
                  {isNarrowed(shown)
                    ? `${flows.length.toLocaleString('en-US')} of ${amount(total, 'open flow')}`
                    : amount(total, 'open flow')}
                </p>
                {isNarrowed(shown) && isNarrowed(view) ? (
                  <button type="button" class="link" onClick={() => setView(withoutFilters(view))}>
                    Clear the filters
                  </button>
                ) : null}
                {data.worlds.length > 1 ? (
                  <Worlds
                    names={data.worlds.map(({ names }) => names)}
                    chosen={view.world}
                    onChange={(at) => setView({ ...view, world: at, chosen: undefined, toggled: [] })}
                  />
                ) : null}
                <span class="grow" />
                {!view.isTable && model.groups.length > 0 ? (
                  <button type="button" class="small" onClick={foldAll}>
                    {model.groups.some(({ id }) => !picture.open.has(id) && !picture.refused.includes(id)) ? 'Open all' : 'Fold all'}
                  </button>
                ) : null}
              </div>
              {picture.refused.length > 0 && !view.isTable ? (
                <p class="caution">
                  {amount(picture.refused.length, 'namespace')} stay folded: open, they would show more lines than can be drawn. The table
                  has all of them; filters leave fewer.
                </p>
              ) : null}
              <MapProblems data={data} />
            </div>
            {isEmpty ? (
              <div class="empty">
                <p>{model.ends.length === 0 ? 'There is no workload in what was read.' : 'No flow fits all that is chosen.'}</p>
                {isNarrowed(view) ? (
                  <button type="button" onClick={() => setView(withoutFilters(view))}>
                    Clear the filters
                  </button>
                ) : null}
              </div>
            ) : view.isTable ? (
              <FlowTable model={model} lines={flows} chosen={view.chosen} onChoose={choose} />
            ) : (
              <GraphView
                graph={graph}
                chosen={view.chosen}
                theme={theme}
                frame={writeView({ ...view, chosen: undefined, toggled: anchor === undefined ? view.toggled : [] })}
                anchor={anchor}
                label="Who can connect to whom. Arrow keys go from one workload to the next; the table shows the same."
                sayTarget={(id) => describeTarget(model, picture, id)}
                onChoose={choose}
                onGroup={fold}
              />
            )}
          </main>
          {panel && isWide ? <div class="side">{panel}</div> : null}
        </div>
        <footer class="print-only">Seawall {data.version}</footer>
      </div>
      {isOverlay ? panel : null}
      {isHelp ? (
        <Help keys={KEYS} onClose={() => setHelp(false)}>
          A line is an open flow; a dashed one is open only perhaps, for reasons that its panel gives. Search looks for all words in names,
          kinds and namespaces. The address holds every filter, so a link shows the same.
        </Help>
      ) : null}
    </>
  );
}

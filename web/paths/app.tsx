import { useMemo, useRef, useState } from 'preact/hooks';
import type { PathsData } from '../../src/report/attack-paths/paths-data.ts';
import { amount } from '../amount.ts';
import { Choice } from '../choice.tsx';
import { GraphView } from '../graph/index.ts';
import { Help, type KeyHelp } from '../help.tsx';
import { useKeys } from '../keys.ts';
import { useMedia } from '../media.ts';
import { PageTop } from '../page-top.tsx';
import { SearchField } from '../search-field.tsx';
import { useTheme } from '../theme.ts';
import { usePaper } from '../use-paper.ts';
import { useView, type ViewCodec } from '../use-view.ts';
import { Worlds } from '../worlds.tsx';
import { PathFilters } from './filters.tsx';
import { FixSet } from './fix.tsx';
import { Gaps } from './gaps.tsx';
import { PathLegend } from './legend.tsx';
import { Matrices } from './matrix.tsx';
import { readModel } from './model.ts';
import { describePart, PartPanel } from './part-panel.tsx';
import { drawingOf, placeIn, trailOf } from './picture.ts';
import { PrintedPaths } from './print.tsx';
import { select } from './select.ts';
import { StoryList } from './story-list.tsx';
import { StoryPanel } from './story-panel.tsx';
import { isNarrowed, isStep, readView, type Tab, toggle, type View, withoutFilters, writeView } from './view.ts';

const VIEW: ViewCodec<View> = { read: readView, write: writeView, isStep };

const KEYS: KeyHelp = [
  ['/', 'search'],
  ['j, k', 'the next path, the one before'],
  ['arrows', 'in the list to the next path, on the picture to the next box'],
  ['Enter', 'draw each of several that are equal'],
  ['+, -, 0', 'nearer, farther, everything'],
  ['Shift and arrows', 'move the picture'],
  ['e', 'draw equal ones each, or as one'],
  ['m', 'paths or matrix'],
  ['t', 'dark or light'],
  ['Esc', 'back, or leave the search'],
  ['?', 'this help'],
];

export function PathsApp({ data }: { readonly data: PathsData }) {
  const [view, setView] = useView(VIEW);
  const [theme, flipTheme] = useTheme();
  const [isHelp, setHelp] = useState(false);
  const [isFiltering, setFiltering] = useState(false);
  const [anchor, setAnchor] = useState<string>();
  const isWide = useMedia('(min-width: 900px)');
  const search = useRef<HTMLInputElement>(null);
  const at = Math.min(view.world, data.worlds.length - 1);
  const world = data.worlds[at];
  const model = useMemo(() => (world ? readModel(world) : undefined), [world]);
  const stories = useMemo(
    () => (model ? select(model, view) : []),
    [model, view.query, view.kinds, view.targets, view.namespaces, view.techniques, view.isSure],
  );
  const story = model?.stories.find((one) => one.at === view.story);
  const isAlone = view.isAlone && story !== undefined;
  const picture = useMemo(
    () =>
      model
        ? drawingOf(model, isAlone && story ? [story] : story && !stories.includes(story) ? [...stories, story] : stories, view.toggled)
        : undefined,
    [model, stories, story, isAlone, view.toggled],
  );
  const trail = useMemo(() => (model && picture && story ? trailOf(model, picture, story) : undefined), [model, picture, story]);
  usePaper(() => (model ? <PrintedPaths data={data} model={model} stories={stories} /> : null));
  const change = (next: Partial<View>): void => setView({ ...view, ...next });
  const choose = (chosen: string | undefined): void => change({ chosen });
  const tell = (next: number | undefined): void => change({ story: next, chosen: undefined });
  const filter = (next: View): void => setView({ ...next, story: undefined, chosen: undefined });
  const fold = (id: string): void => {
    setAnchor(id);
    change({ toggled: toggle(view.toggled, id), chosen: undefined });
  };
  const foldAll = (): void => {
    if (!picture) return;
    const folded = picture.groups.filter((id) => !picture.open.includes(id));
    const next = new Set(view.toggled);
    for (const id of folded.length > 0 ? folded : picture.open) if (!next.delete(id)) next.add(id);
    setAnchor(undefined);
    change({ toggled: [...next], chosen: undefined });
  };
  const walk = (by: number): void => {
    const next = stories[story ? stories.indexOf(story) + by : 0];
    if (next) tell(next.at);
  };
  const back = (): void => (view.chosen === undefined ? change({ story: undefined, isAlone: false }) : choose(undefined));
  useKeys({
    '/': () => search.current?.focus(),
    '?': () => setHelp(true),
    j: () => walk(1),
    k: () => walk(-1),
    e: foldAll,
    m: () => change({ tab: view.tab === 'matrix' ? 'graph' : 'matrix' }),
    t: flipTheme,
    Escape: () => {
      if (isFiltering) setFiltering(false);
      else if (view.chosen !== undefined || view.story !== undefined) back();
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },
  });
  if (!model || !picture) return null;
  const tabs: readonly (readonly [Tab, string])[] = [
    ['graph', 'Paths'],
    ['matrix', 'Matrix'],
    ...(model.world.fix ? [['fix', 'Fix'] as const] : []),
  ];
  const tab = tabs.some(([one]) => one === view.tab) ? view.tab : 'graph';
  const isPanel = view.chosen !== undefined || story !== undefined;
  const panel = isPanel ? (
    <section class={`detail scrolled${isWide ? '' : ' overlay'}`} aria-label="What was chosen" tabIndex={-1}>
      <div class="bar">
        <button type="button" class="small" onClick={back}>
          {view.chosen !== undefined && story ? '← The path' : '← All paths'}
        </button>
        <span class="grow" />
        {view.chosen === undefined ? (
          <>
            <button type="button" class="small" aria-label="The path before" onClick={() => walk(-1)}>
              ↑
            </button>
            <button type="button" class="small" aria-label="The next path" onClick={() => walk(1)}>
              ↓
            </button>
          </>
        ) : null}
      </div>
      {view.chosen !== undefined ? (
        <PartPanel model={model} picture={picture} id={view.chosen} onChoose={choose} onStory={tell} onFold={fold} />
      ) : story ? (
        <StoryPanel
          model={model}
          story={story}
          isAlone={isAlone}
          isGraph={tab === 'graph' && isWide}
          onAlone={(alone) => change({ isAlone: alone })}
          onChoose={choose}
        />
      ) : null}
    </section>
  ) : null;
  const isOverlay = panel !== null && !isWide;
  return (
    <>
      <div class="paths-page" inert={isOverlay}>
        <PageTop title="attack paths" theme={theme} onTheme={flipTheme} onHelp={() => setHelp(true)} />
        <div class="columns">
          <div class="paths-side">
            {isWide ? panel : null}
            <section class="paths-list scrolled" aria-label="Paths" hidden={isWide && panel !== null}>
              <div class="paths-tools">
                <SearchField input={search} value={view.query} onInput={(query) => filter({ ...view, query })} />
                <div class="bar">
                  <p role="status">
                    {isNarrowed(view) ? `${stories.length.toLocaleString('en-US')} of ` : ''}
                    {amount(model.stories.length, 'path')}
                  </p>
                  {isNarrowed(view) ? (
                    <button type="button" class="link" onClick={() => filter(withoutFilters(view))}>
                      Clear the filters
                    </button>
                  ) : null}
                  <span class="grow" />
                  <button type="button" class="small" aria-expanded={isFiltering} onClick={() => setFiltering(!isFiltering)}>
                    Filters
                  </button>
                </div>
                {isFiltering ? (
                  <nav class="paths-filters" aria-label="Filters">
                    <PathFilters model={model} view={view} onChange={filter} />
                  </nav>
                ) : null}
              </div>
              {stories.length > 0 ? (
                <StoryList stories={stories} chosen={view.story} onChoose={tell} />
              ) : (
                <div class="empty">
                  <p>{model.stories.length === 0 ? 'Nothing that must not fall is reached.' : 'No path fits all that is chosen.'}</p>
                  {isNarrowed(view) ? (
                    <button type="button" onClick={() => filter(withoutFilters(view))}>
                      Clear the filters
                    </button>
                  ) : null}
                </div>
              )}
              {model.world.safe.length > 0 ? (
                <details class="safe">
                  <summary>{amount(model.world.safe.length, 'start')} from which nothing is reached</summary>
                  <ul>
                    {model.world.safe.slice(0, 500).map((name) => (
                      <li key={name}>{name}</li>
                    ))}
                    {model.world.safe.length > 500 ? <li class="quiet">and {model.world.safe.length - 500} more</li> : null}
                  </ul>
                </details>
              ) : null}
            </section>
          </div>
          <main class={tab === 'graph' ? '' : 'scrolled'}>
            <div class="bar">
              <Choice name="view" label="View" isNamed={false} options={tabs} value={tab} onChange={(value) => change({ tab: value })} />
              {data.worlds.length > 1 ? (
                <Worlds
                  names={data.worlds.map(({ names }) => names)}
                  chosen={at}
                  onChange={(next) => setView({ ...withoutFilters(view), world: next, story: undefined, chosen: undefined, toggled: [] })}
                />
              ) : null}
              <span class="grow" />
              {tab === 'graph' ? <PathLegend /> : null}
              {tab === 'graph' && picture.groups.length > 0 ? (
                <button type="button" class="small" onClick={foldAll}>
                  {picture.open.length < picture.groups.length ? 'Draw each' : 'Draw equal ones as one'}
                </button>
              ) : null}
            </div>
            <Gaps model={model} problems={data.problems} />
            {tab === 'fix' && model.world.fix ? <FixSet fix={model.world.fix} /> : null}
            {tab === 'matrix' ? (
              <Matrices
                model={model}
                techniques={view.techniques}
                onToggle={(technique) => filter({ ...view, techniques: toggle(view.techniques, technique) })}
              />
            ) : null}
            {tab === 'graph' && picture.graph.nodes.length > 0 ? (
              <GraphView
                graph={picture.graph}
                chosen={placeIn(model, picture, view.chosen)}
                theme={theme}
                frame={writeView({
                  ...view,
                  chosen: undefined,
                  story: isAlone ? view.story : undefined,
                  toggled: anchor === undefined ? view.toggled : [],
                })}
                anchor={anchor}
                trail={trail}
                label="How the cluster falls, from starts at the left to what must not fall. Arrow keys go from one box to the next; the list tells the same in words."
                sayTarget={(id) => describePart(model, picture, id)}
                onChoose={choose}
                onGroup={fold}
              />
            ) : null}
          </main>
        </div>
      </div>
      {isOverlay ? panel : null}
      {isHelp ? (
        <Help keys={KEYS} onClose={() => setHelp(false)}>
          A line is a step, from what it needs to what it gives; a dashed one hangs on something that nobody knows. Choose a path to see its
          steps with their evidence, or a box to see every path through it. The address holds every filter, so a link shows the same.
        </Help>
      ) : null}
    </>
  );
}

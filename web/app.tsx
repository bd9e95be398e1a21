import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { amount } from './amount.ts';
import { Detail } from './detail.tsx';
import type { FacetName } from './facets.ts';
import { Filters } from './filters.tsx';
import { Help, type KeyHelp } from './help.tsx';
import { useKeys } from './keys.ts';
import { FindingList } from './list.tsx';
import { useMedia } from './media.ts';
import { PrintedReport } from './print.tsx';
import { type Finding, type Report } from './report.ts';
import { groupFindings, rowsOf } from './rows.ts';
import { selectFindings } from './select.ts';
import { StandardsOverview } from './standards.tsx';
import { Summary } from './summary.tsx';
import { useTheme } from './theme.ts';
import { Toolbar } from './toolbar.tsx';
import { usePaper } from './use-paper.ts';
import { useView, type ViewCodec } from './use-view.ts';
import { type Grouping, isNarrowed, onlyChoice, readView, toggleChoice, type View, withoutFilters, writeView } from './view.ts';
import { ROW_HEIGHT } from './virtual-list.tsx';

const VIEW: ViewCodec<View> = {
  read: readView,
  write: writeView,
  isStep: (before, after) => before.opened === undefined && after.opened !== undefined,
};
const GROUPINGS: readonly Grouping[] = ['weakness', 'workload', 'file'];
const KEYS: KeyHelp = [
  ['j, k', 'next and previous row'],
  ['Enter', 'open or fold what is under the cursor'],
  ['/', 'search'],
  ['e', 'unfold or fold all groups'],
  ['g', 'group by weakness, workload, file in turn'],
  ['t', 'dark or light'],
  ['Esc', 'close, or leave the search'],
  ['?', 'this help'],
];

const NOTHING: ReadonlySet<string> = new Set();

export function App({ report }: { readonly report: Report }) {
  const [view, setView] = useView(VIEW);
  const [theme, flipTheme] = useTheme();
  const [toggled, setToggled] = useState(NOTHING);
  const [cursor, setCursor] = useState<number>();
  const [isHelp, setHelp] = useState(false);
  const [isFiltering, setFiltering] = useState(false);
  const isWide = useMedia('(min-width: 1180px)');
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  /** The row that the focus is about to go to; whoever moves the focus elsewhere clears it. */
  const awaited = useRef<number | undefined>(undefined);

  const all = view.isAccepted ? report.accepted : report.findings;
  const { findings, counts } = useMemo(() => selectFindings(all, view), [all, view.query, view.chosen]);
  const groups = useMemo(() => groupFindings(findings, view.grouping), [findings, view.grouping]);
  const rows = useMemo(() => rowsOf(groups, toggled), [groups, toggled]);
  const opened = view.opened === undefined ? undefined : report.byFingerprint.get(view.opened);

  const change = useCallback(
    (next: View): void => {
      setToggled(NOTHING);
      setCursor(undefined);
      setView(next);
    },
    [setView],
  );
  const open = (finding: Finding): void => setView({ ...view, opened: finding.fingerprint });
  const close = (): void => {
    setView({ ...view, opened: undefined });
    if (cursor !== undefined) focusRow(cursor);
  };
  const toggleGroup = (key: string): void => {
    const next = new Set(toggled);
    if (!next.delete(key)) next.add(key);
    setToggled(next);
  };
  const isUnfolded = rows.length > groups.length;
  const toggleAll = (): void => {
    const isOpenByItself = rowsOf(groups, NOTHING).length > groups.length;
    setToggled(isOpenByItself === isUnfolded ? new Set(groups.map(({ key }) => key)) : NOTHING);
    setCursor(undefined);
  };
  /** The row may not exist before the list has been scrolled to it, so the focus follows one frame later. */
  const focusRow = (index: number): void => {
    const top = (list.current?.getBoundingClientRect().top ?? 0) + index * ROW_HEIGHT;
    const [above, below] = [150, window.innerHeight - ROW_HEIGHT - 24];
    if (top < above || top > below) window.scrollBy(0, top - (top < above ? above : below));
    awaited.current = index;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (awaited.current !== index) return;
        const slot = list.current?.querySelector(`[aria-posinset="${index + 1}"] button`);
        if (slot instanceof HTMLElement) slot.focus({ preventScroll: true });
      }),
    );
  };
  const move = (step: number): void => {
    if (rows.length === 0 || (opened && !isWide)) return;
    const next = cursor === undefined ? 0 : Math.min(rows.length - 1, Math.max(0, cursor + step));
    setCursor(next);
    focusRow(next);
    const row = rows[next];
    if (opened && row?.kind === 'finding') open(row.finding);
  };
  const enter = (): void => {
    const row = cursor === undefined ? undefined : rows[cursor];
    if (row?.kind === 'group') toggleGroup(row.group.key);
    else if (row) open(row.finding);
  };
  const escape = (): void => {
    if (isFiltering) setFiltering(false);
    else if (opened) close();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: enter,
    Escape: escape,
    '/': () => {
      awaited.current = undefined;
      search.current?.focus();
    },
    '?': () => setHelp(true),
    e: toggleAll,
    t: flipTheme,
    g: () => change({ ...view, grouping: GROUPINGS[(GROUPINGS.indexOf(view.grouping) + 1) % GROUPINGS.length] ?? 'weakness' }),
  });

  usePaper(() => <PrintedReport report={report} findings={findings} grouping={view.grouping} isNarrowed={isNarrowed(view)} />);

  const showFacet = (name: FacetName, value: string): void => {
    change({ ...onlyChoice(withoutFilters(view), name, value), opened: isWide ? view.opened : undefined });
    window.scrollTo(0, 0);
  };
  const showRequirement = (standard: string, requirement: string): void => showFacet('requirement', `${standard}:${requirement}`);
  const overview = (
    <StandardsOverview standards={report.standards} onStandard={(id) => showFacet('standard', id)} onRequirement={showRequirement} />
  );
  const isOverlay = opened !== undefined && !isWide;
  const detail = opened ? (
    <Detail
      finding={opened}
      report={report}
      isOverlay={isOverlay}
      onOpen={open}
      onClose={close}
      onRequirement={showRequirement}
      onCheck={(id) => showFacet('check', id)}
    />
  ) : null;
  return (
    <>
      <div inert={isOverlay}>
        <header class="top">
          <h1>
            Seawall <span class="quiet">{amount(report.findings.length, 'finding')}</span>
          </h1>
          <span class="grow" />
          <button type="button" class="small only-narrow" aria-expanded={isFiltering} onClick={() => setFiltering(!isFiltering)}>
            Filters
          </button>
          <button type="button" class="small" onClick={flipTheme}>
            {theme === 'dark' ? 'Light' : 'Dark'}
          </button>
          <button type="button" class="small" onClick={() => setHelp(true)}>
            Help
          </button>
        </header>
        <Summary
          report={report}
          chosen={view.chosen.severity}
          onSeverity={(severity) => change(toggleChoice(view, 'severity', severity))}
          onAccepted={() => change({ ...withoutFilters(view), isAccepted: true, opened: undefined })}
        />
        <div class={`columns${opened && isWide ? ' with-detail' : ''}`}>
          <nav class={`filters${isFiltering ? ' shown' : ''}`} aria-label="Filters">
            <Filters view={view} counts={counts} report={report} onToggle={(name, value) => change(toggleChoice(view, name, value))} />
          </nav>
          <main>
            {isWide ? null : (
              <details class="fold-away">
                <summary>Standards</summary>
                {overview}
              </details>
            )}
            <Toolbar
              view={view}
              report={report}
              search={search}
              shown={findings.length}
              total={all.length}
              groupCount={groups.length}
              isUnfolded={isUnfolded}
              onChange={change}
              onToggleAll={toggleAll}
            />
            <FindingList
              list={list}
              rows={rows}
              view={view}
              cursor={cursor}
              total={all.length}
              onCursor={setCursor}
              onOpen={open}
              onToggle={toggleGroup}
              onClear={() => change(withoutFilters(view))}
            />
          </main>
          {isWide ? <div class="side">{detail ?? overview}</div> : null}
        </div>
        <footer>Seawall {report.version}. Everything on this page is in this file; it loads nothing.</footer>
      </div>
      {isOverlay ? detail : null}
      {isHelp ? (
        <Help keys={KEYS} onClose={() => setHelp(false)}>
          Search looks for all words, in any order, in messages, objects, files, fields, checks, requirements (cis:5.2.2) and the ids of
          other tools; words in quotes stand together. The address holds every filter, so a link shows the same.
        </Help>
      ) : null}
    </>
  );
}

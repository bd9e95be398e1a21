import type { RefObject } from 'preact';
import type { Finding } from './report.ts';
import { FindingRow, GroupRow } from './row.tsx';
import type { Row } from './rows.ts';
import { isNarrowed, type View } from './view.ts';
import { VirtualList } from './virtual-list.tsx';

export function FindingList({
  list,
  rows,
  view,
  cursor,
  total,
  onCursor,
  onOpen,
  onToggle,
  onClear,
}: {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly rows: readonly Row[];
  readonly view: View;
  readonly cursor: number | undefined;
  readonly total: number;
  readonly onCursor: (index: number) => void;
  readonly onOpen: (finding: Finding) => void;
  readonly onToggle: (key: string) => void;
  readonly onClear: () => void;
}) {
  if (rows.length === 0) {
    return (
      <div class="empty">
        <p>{total === 0 && !isNarrowed(view) ? 'Nothing was found.' : 'No finding fits all that is chosen.'}</p>
        {isNarrowed(view) ? (
          <button type="button" onClick={onClear}>
            Clear the filters
          </button>
        ) : null}
      </div>
    );
  }
  return (
    <div ref={list}>
      <VirtualList count={rows.length} label="Findings" keyOf={(index) => rows[index]?.key ?? String(index)}>
        {(index) => {
          const row = rows[index];
          if (!row) return null;
          const common = { isCursor: index === cursor, onFocus: () => onCursor(index) };
          return row.kind === 'group' ? (
            <GroupRow {...common} group={row.group} isOpen={row.isOpen} onToggle={() => onToggle(row.group.key)} />
          ) : (
            <FindingRow
              {...common}
              finding={row.finding}
              grouping={view.grouping}
              isOpened={row.finding.fingerprint === view.opened}
              onOpen={() => onOpen(row.finding)}
            />
          );
        }}
      </VirtualList>
    </div>
  );
}

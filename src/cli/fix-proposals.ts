import type { FixableFinding } from '../checks/index.ts';
import { previewFix } from '../fix/index.ts';
import type { Inventory } from '../inventory/index.ts';
import { HiddenText, type RenderOptions, unifiedDiff } from '../report/index.ts';

/** Making a change takes a millisecond, and nobody goes through more of them in one page. */
const MAX_PROPOSALS = 2000;

/** The change that a page shows beside a finding, without the secrets around it. */
export function fixProposals(fixable: readonly FixableFinding[], inventory: Inventory): NonNullable<RenderOptions['fixOf']> {
  const byFinding = new Map(fixable.map((item) => [item.finding, item]));
  let hidden: HiddenText | undefined;
  let made = 0;
  return (finding) => {
    const item = byFinding.get(finding);
    const preview = item && made < MAX_PROPOSALS ? previewFix(item) : undefined;
    if (!item || !preview) return undefined;
    made++;
    const source = (hidden ??= new HiddenText(inventory));
    const diff = unifiedDiff({ name: preview.file, ...preview }, (line) => source.lineAt(preview.file, line));
    return { diff, breaks: item.fix.breaks, risky: item.fix.risky };
  };
}

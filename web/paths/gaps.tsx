import type { PathsData } from '../../src/report/attack-paths/paths-data.ts';
import { safeText } from '../../src/report/safe-text.ts';
import { amount } from '../amount.ts';
import type { Model } from './model.ts';

const SHOWN = 200;

/** What could not be evaluated, or was taken for granted, so that paths may be missing or not possible. */
export function Gaps({ model: { world }, problems }: { readonly model: Model; readonly problems: PathsData['problems'] }) {
  const count = world.gaps.length + problems.length + (world.leftOut > 0 ? 1 : 0);
  if (count === 0) return null;
  return (
    <details class={problems.length > 0 ? 'problems open-questions' : 'problems'}>
      <summary>Not evaluated, or taken for granted: {amount(count, 'thing')}</summary>
      <ul tabIndex={0} aria-label="Not evaluated, or taken for granted">
        {world.leftOut > 0 ? <li>{amount(world.leftOut, 'more start')} were not looked at: --all</li> : null}
        {world.gaps.map((gap) => (
          <li key={gap}>{gap}</li>
        ))}
        {problems.slice(0, SHOWN).map(({ message, place }, at) => (
          <li key={at}>
            {safeText(message)} <span class="places">{safeText(place)}</span>
          </li>
        ))}
        {problems.length > SHOWN ? (
          <li class="quiet">and {amount(problems.length - SHOWN, 'more problem')}: seawall scan lists them</li>
        ) : null}
      </ul>
    </details>
  );
}

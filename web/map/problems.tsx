import type { MapData } from '../../src/report/network-map/map-data.ts';
import { safeText } from '../../src/report/safe-text.ts';
import { amount } from '../amount.ts';

const SHOWN = 200;

/** What could not be evaluated, so that answers may lack something. */
export function MapProblems({ data: { problems, notices } }: { readonly data: MapData }) {
  if (problems.length + notices.length === 0) return null;
  return (
    <details class={problems.length > 0 ? 'problems open-questions' : 'problems'}>
      <summary>
        {problems.length > 0
          ? `Not evaluated: ${amount(problems.length, 'problem')}, so the map may lack something`
          : amount(notices.length, 'note')}
      </summary>
      <ul tabIndex={0} aria-label="Not evaluated">
        {notices.slice(0, SHOWN).map((notice) => (
          <li key={notice}>{safeText(notice)}</li>
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

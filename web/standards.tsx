import type { PageStandard } from '../src/report/html/page-data.ts';

/** How each standard came off; a requirement shows its findings. */
export function StandardsOverview({
  standards,
  onStandard,
  onRequirement,
}: {
  readonly standards: readonly PageStandard[];
  readonly onStandard: (standard: string) => void;
  readonly onRequirement: (standard: string, requirement: string) => void;
}) {
  if (standards.length === 0) return null;
  return (
    <section class="standards" aria-label="Standards">
      <h2>Standards</h2>
      <p class="quiet">Requirements that a check answers to. Open ones could not be evaluated in full.</p>
      {standards.map((standard) => (
        <details key={standard.id}>
          <summary>
            <span class="title">{standard.title}</span>
            <StandardNumbers standard={standard} />
            <Bar standard={standard} />
          </summary>
          {standard.failed.length > 0 ? (
            <>
              <h3>Failed</h3>
              <ul class="links">
                {standard.failed.map((number) => (
                  <li key={number}>
                    <button type="button" class="link" onClick={() => onRequirement(standard.id, number)}>
                      {number}
                    </button>{' '}
                    {standard.requirements[number]}
                  </li>
                ))}
              </ul>
              <button type="button" class="link" onClick={() => onStandard(standard.id)}>
                Show all findings of this standard
              </button>
            </>
          ) : null}
          <Numbers name="Open" numbers={standard.notEvaluated} standard={standard} />
          <Numbers name="Passed" numbers={standard.passed} standard={standard} />
          <Numbers name="Not applicable" numbers={standard.notApplicable} standard={standard} />
          <p class="quiet address">{standard.url}</p>
        </details>
      ))}
    </section>
  );
}

export function StandardNumbers({ standard: { passed, failed, notEvaluated, notApplicable } }: { readonly standard: PageStandard }) {
  return (
    <span class="numbers">
      {failed.length} failed, {passed.length} passed
      {notEvaluated.length > 0 ? `, ${notEvaluated.length} open` : ''}
      {notApplicable.length > 0 ? `, ${notApplicable.length} n/a` : ''}
    </span>
  );
}

function Bar({ standard: { passed, failed, notEvaluated, notApplicable } }: { readonly standard: PageStandard }) {
  const total = passed.length + failed.length + notEvaluated.length + notApplicable.length;
  const part = (name: string, { length }: readonly string[]) =>
    length === 0 ? null : <span class={name} style={{ width: `${(100 * length) / total}%` }} />;
  return (
    <span class="meter" aria-hidden="true">
      {part('failed', failed)}
      {part('open', notEvaluated)}
      {part('passed', passed)}
    </span>
  );
}

function Numbers({
  name,
  numbers,
  standard,
}: {
  readonly name: string;
  readonly numbers: readonly string[];
  readonly standard: PageStandard;
}) {
  if (numbers.length === 0) return null;
  return (
    <>
      <h3>{name}</h3>
      <p class="chips">
        {numbers.map((number) => (
          <span key={number} title={standard.requirements[number]}>
            {number}
          </span>
        ))}
      </p>
    </>
  );
}

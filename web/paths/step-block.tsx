import type { PathsStep, PathsWorld } from '../../src/report/attack-paths/paths-data.ts';
import { amount } from '../amount.ts';

/** A step with all that is said of it: evidence, what else has to be so, what would end it, what it is. */
export function StepBlock({
  world,
  number,
  label,
  isChosen,
  onChoose,
}: {
  readonly world: PathsWorld;
  readonly number: number;
  /** Its place in a path, or nothing. */
  readonly label: string;
  readonly isChosen: boolean;
  readonly onChoose?: ((id: string) => void) | undefined;
}) {
  const step = world.steps[number];
  if (!step) return null;
  const kind = world.kinds[step.kind];
  return (
    <div class={`step${isChosen ? ' opened' : ''}`}>
      <p class="step-head">
        {label === '' ? null : <span class="step-number">{label}</span>}
        {onChoose ? (
          <button type="button" class="link" onClick={() => onChoose(`s${number}`)}>
            {step.says}
          </button>
        ) : (
          <b>{step.says}</b>
        )}
      </p>
      <Evidence world={world} step={step} />
      <Edits world={world} step={step} />
      {kind ? (
        <details>
          <summary>
            {kind.title} <code>{kind.id}</code>
          </summary>
          <p>{kind.condition}</p>
          {kind.mitre.length + kind.microsoft.length > 0 ? (
            <p class="chips">
              {[...kind.mitre, ...kind.microsoft].map((id) => (
                <code key={id}>{id}</code>
              ))}
            </p>
          ) : null}
          {kind.reference.startsWith('https://') ? (
            <p class="address">
              <a href={kind.reference} rel="noreferrer">
                {kind.reference}
              </a>
            </p>
          ) : null}
        </details>
      ) : null}
    </div>
  );
}

export function Evidence({ world, step }: { readonly world: PathsWorld; readonly step: PathsStep }) {
  const grounds = step.grounds.flatMap((one) => (world.grounds[one] ? [world.grounds[one]] : []));
  const premises = step.premises.flatMap((one) => (world.premises[one] ? [world.premises[one]] : []));
  if (grounds.length + premises.length === 0) return null;
  return (
    <ul class="evidence">
      {grounds.map(([text, place], at) => (
        <li key={at}>
          {text} {place === undefined ? null : <code>{place}</code>}
        </li>
      ))}
      {premises.map(([kind, text], at) => (
        <li key={at} class={kind === 'usual' ? 'premise' : 'premise unknown'}>
          {kind === 'not-evaluated' ? 'not evaluated: whether' : 'if'} {text}
        </li>
      ))}
    </ul>
  );
}

function Edits({ world, step }: { readonly world: PathsWorld; readonly step: PathsStep }) {
  const edits = step.edits.flatMap((one) => (world.edits[one] ? [world.edits[one]] : []));
  const [cheapest] = edits;
  if (!cheapest) return <p class="quiet">no edit of these files is known that ends this step</p>;
  return (
    <details class="edits">
      <summary>
        {edits.length === 1 ? 'Ended by: ' : `Ended by any of ${amount(edits.length, 'edit')}, such as: `}
        {cheapest[0]}
      </summary>
      <ul>
        {edits.map(([title, risk]) => (
          <li key={title}>
            {title}
            <span class="quiet">{risk === '' ? '; nothing is known that it breaks' : `; may break: ${risk}`}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

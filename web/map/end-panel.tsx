import { useId, useState } from 'preact/hooks';
import type { MapSide } from '../../src/report/network-map/map-data.ts';
import { safeText } from '../../src/report/safe-text.ts';
import { amount } from '../amount.ts';
import { nameOf } from './describe.ts';
import { describeReach } from './explain.ts';
import type { End, Model } from './model.ts';

/** What is known of a workload or of something outside: its policies, who reaches it and what it reaches. */
export function EndPanel({ model, end, onChoose }: { readonly model: Model; readonly end: End; readonly onChoose: (id: string) => void }) {
  const entry = end.kind === 'entry' ? model.world.entries[end.at] : undefined;
  return (
    <>
      <h2>{nameOf(end)}</h2>
      <p class="message">{end.detail}</p>
      {entry ? (
        <dl>
          <div>
            <dt>{entry.services.length === 1 ? 'Service' : 'Services'}</dt>
            <dd>{entry.services.map(safeText).join(', ')}</dd>
          </div>
          <div>
            <dt>Where</dt>
            <dd>
              <code>{safeText(entry.place)}</code>
            </dd>
          </div>
        </dl>
      ) : null}
      {end.kind === 'workload' ? <WorkloadFacts model={model} end={end} onChoose={onChoose} /> : null}
      <Neighbours model={model} end={end} isInto onChoose={onChoose} />
      <Neighbours model={model} end={end} isInto={false} onChoose={onChoose} />
    </>
  );
}

const FEW = 12;

function WorkloadFacts({ model, end, onChoose }: { readonly model: Model; readonly end: End; readonly onChoose: (id: string) => void }) {
  const [isLong, setLong] = useState(false);
  const node = model.nodes[end.at];
  if (!node) return null;
  const shown = isLong ? node.workloads : node.workloads.slice(0, FEW);
  return (
    <>
      {node.workloads.length > 1 ? (
        <section>
          <h3>Workloads that are equal to every policy</h3>
          <ul>
            {shown.map(([kind, name]) => (
              <li key={`${kind} ${name}`}>
                {kind} {name}
              </li>
            ))}
          </ul>
          {node.workloads.length > FEW ? (
            <button type="button" class="link" onClick={() => setLong(!isLong)}>
              {isLong ? 'Show fewer' : `Show all ${node.workloads.length.toLocaleString('en-US')}`}
            </button>
          ) : null}
        </section>
      ) : null}
      <Isolation model={model} sides={sidesOf(model, node.classes, 'ingress')} word="in" />
      <Isolation model={model} sides={sidesOf(model, node.classes, 'egress')} word="out" />
      <AskOther model={model} end={end} onChoose={onChoose} />
    </>
  );
}

function sidesOf({ world }: Model, classes: readonly number[], direction: 'egress' | 'ingress'): MapSide[] {
  const numbers = new Set(classes.map((one) => world.classes[one]?.[direction === 'egress' ? 0 : 1] ?? 0));
  return [...numbers].flatMap((number) => world[direction][number] ?? []);
}

function Isolation({ model, sides, word }: { readonly model: Model; readonly sides: readonly MapSide[]; readonly word: 'in' | 'out' }) {
  const isolated = sides.map((side) => side.isolated);
  const policies = [...new Set(sides.flatMap((side) => side.policies))];
  return (
    <section>
      <h3>On the way {word}</h3>
      <p>
        {isolated.every((one) => one === 2)
          ? `Isolated: only what a NetworkPolicy lets ${word} gets through.`
          : isolated.every((one) => one === 0)
            ? 'Not isolated: no NetworkPolicy restricts it.'
            : 'Perhaps isolated: for some of its pods, or as the network plugin decides.'}
      </p>
      <ul>
        {policies.map((one) => {
          const policy = model.policies[one < 0 ? -1 - one : one];
          return (
            <li key={one}>
              {policy?.name}
              {one < 0 ? ', perhaps' : ''} <code class="quiet">{policy?.place}</code>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Lines show what is open; this asks about what is not. */
function AskOther({ model, end, onChoose }: { readonly model: Model; readonly end: End; readonly onChoose: (id: string) => void }) {
  const [text, setText] = useState('');
  const id = useId();
  const wanted = text.trim().toLowerCase();
  const found =
    wanted === '' ? [] : model.ends.filter((other) => other.kind === 'workload' && other.id !== end.id && other.search.includes(wanted));
  return (
    <section>
      <h3>
        <label for={id}>Does it reach another one, and why not?</label>
      </h3>
      <input
        id={id}
        type="search"
        class="narrow"
        placeholder="a part of a name"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <ul>
        {found.slice(0, 6).map((other) => (
          <li key={other.id}>
            <button type="button" class="link" onClick={() => onChoose(`${end.id}>${other.id}`)}>
              {nameOf(other)}
            </button>
          </li>
        ))}
      </ul>
      {found.length > 6 ? <p class="quiet">{amount(found.length - 6, 'more', 'more')}</p> : null}
    </section>
  );
}

const MOST = 100;

function Neighbours({
  model: { ends, lines, readings, byId },
  end,
  isInto,
  onChoose,
}: {
  readonly model: Model;
  readonly end: End;
  readonly isInto: boolean;
  readonly onChoose: (id: string) => void;
}) {
  const own = byId.get(end.id);
  const found: number[] = [];
  for (let line = 0; line < lines.count; line++) if ((isInto ? lines.to : lines.from)[line] === own) found.push(line);
  if ((isInto && end.kind !== 'workload') || (!isInto && end.kind === 'outside')) {
    if (found.length === 0) return null;
  }
  return (
    <section>
      <h3>
        {isInto ? 'Reached by' : 'Reaches'} {found.length.toLocaleString('en-US')}
      </h3>
      <ul class="links">
        {found.slice(0, MOST).map((line) => {
          const other = ends[(isInto ? lines.from : lines.to)[line] ?? 0];
          const reading = readings[lines.reading[line] ?? 0];
          if (!other || !reading) return null;
          return (
            <li key={line}>
              <button type="button" class="link" onClick={() => onChoose(isInto ? `${other.id}>${end.id}` : `${end.id}>${other.id}`)}>
                {other.id === end.id ? 'each other' : nameOf(other)}
              </button>{' '}
              <span class="quiet">{describeReach(reading)}</span>
            </li>
          );
        })}
      </ul>
      {found.length > MOST ? (
        <p class="quiet">{amount(found.length - MOST, 'more', 'more')}; search for the name and look at the table</p>
      ) : null}
    </section>
  );
}

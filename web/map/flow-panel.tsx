import { CopyButton } from '../copy.tsx';
import { nameOf } from './describe.ts';
import { commandOf, describePorts, explain, portsOfEntry, type Reason } from './explain.ts';
import type { End, Model } from './model.ts';

const WORDS = { allow: 'open', deny: 'closed', undefined: 'perhaps' } as const;

/** Whether one reaches the other, on which ports, and which rules of which policies say so. */
export function FlowPanel({
  model,
  from,
  to,
  paths,
  onChoose,
}: {
  readonly model: Model;
  readonly from: End;
  readonly to: End;
  readonly paths: readonly string[];
  readonly onChoose: (id: string) => void;
}) {
  const explanations = explain(model, from, to);
  const ports = portsOfEntry(model, from, to);
  return (
    <>
      <h2>
        <EndLink end={from} onChoose={onChoose} /> <span aria-label="to">→</span> <EndLink end={to} onChoose={onChoose} />
      </h2>
      {from.kind === 'internet' ? <p class="message">Whoever is outside can connect to this; where it leads is seen from there.</p> : null}
      {ports ? <p class="message">It leads to {describePorts(ports)}.</p> : null}
      {explanations.map(({ about, reasons }) => (
        <section key={about}>
          {about === '' ? null : <h3>{about}</h3>}
          {reasons.map((reason, at) => (
            <ReasonBlock key={at} reason={reason} command={commandOf(model, from, to, reason.ports, paths)} />
          ))}
        </section>
      ))}
      {to.kind === 'workload' && from.kind === 'workload' ? (
        <p class="actions">
          <button type="button" class="small" onClick={() => onChoose(`${to.id}>${from.id}`)}>
            The other way round
          </button>
        </p>
      ) : null}
    </>
  );
}

export function EndLink({ end, onChoose }: { readonly end: End; readonly onChoose: (id: string) => void }) {
  return (
    <button type="button" class="link" onClick={() => onChoose(end.id)}>
      {nameOf(end)}
    </button>
  );
}

function ReasonBlock({ reason: { verdict, ports, texts }, command }: { readonly reason: Reason; readonly command: string | undefined }) {
  return (
    <div class={`reason ${verdict}`}>
      <p class="reason-head">
        <b>{WORDS[verdict]}</b> {describePorts(ports)}
      </p>
      <ul>
        {[...new Set(texts)].map((text) => (
          <li key={text}>{text}</li>
        ))}
        {texts.length === 0 ? <li>no policy has a say</li> : null}
      </ul>
      {command === undefined ? null : <CopyButton label="Copy as net can" text={() => command} />}
    </div>
  );
}

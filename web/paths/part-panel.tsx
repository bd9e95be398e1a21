import type { Model } from './model.ts';
import type { Picture } from './picture.ts';
import { StepBlock } from './step-block.tsx';
import { StoriesThrough } from './story-panel.tsx';

const MOST = 40;

interface Part {
  readonly title: string;
  readonly message: string;
  /** Steps that are told in full, with a heading each. */
  readonly lists: readonly (readonly [heading: string, steps: readonly number[]])[];
  readonly members: readonly (readonly [id: string, name: string])[];
}

/** What was chosen on the picture: a thing, a step, a line, or several that are equal. */
export function PartPanel({
  model,
  picture,
  id,
  onChoose,
  onStory,
  onFold,
}: {
  readonly model: Model;
  readonly picture: Picture;
  readonly id: string;
  readonly onChoose: (id: string) => void;
  readonly onStory: (story: number) => void;
  readonly onFold: (id: string) => void;
}) {
  const part = partOf(model, picture, id);
  if (!part) return <p>Nothing that is drawn now has that name.</p>;
  const steps = part.lists.flatMap(([, own]) => own);
  const through = new Set(steps.flatMap((step) => model.storiesOf[step] ?? []));
  return (
    <>
      <h2>{part.title}</h2>
      {part.message === '' ? null : <p class="message">{part.message}</p>}
      {id.startsWith('g') && !id.includes('>') ? (
        <p class="actions">
          <button type="button" class="small" onClick={() => onFold(id)}>
            {picture.open.includes(id) ? 'Draw as one' : 'Draw each'}
          </button>
        </p>
      ) : null}
      {part.members.length > 0 ? (
        <section>
          <h3>Equal to every path</h3>
          <ul class="links">
            {part.members.slice(0, MOST).map(([member, name]) => (
              <li key={member}>
                <button type="button" class="link" onClick={() => onChoose(member)}>
                  {name}
                </button>
              </li>
            ))}
          </ul>
          {part.members.length > MOST ? <p class="quiet">and {part.members.length - MOST} more</p> : null}
        </section>
      ) : null}
      {part.lists.map(([heading, own]) =>
        own.length === 0 ? null : (
          <section key={heading}>
            {heading === '' ? null : <h3>{heading}</h3>}
            {own.slice(0, MOST).map((step) => (
              <StepBlock
                key={step}
                world={model.world}
                number={step}
                label=""
                isChosen={false}
                onChoose={`s${step}` === id ? undefined : onChoose}
              />
            ))}
            {own.length > MOST ? <p class="quiet">and {own.length - MOST} more</p> : null}
          </section>
        ),
      )}
      <StoriesThrough model={model} numbers={through} onStory={onStory} />
    </>
  );
}

function partOf(model: Model, picture: Picture, id: string): Part | undefined {
  const { world } = model;
  if (id.includes('>')) {
    const steps = picture.stepsOf.get(id);
    if (!steps) return undefined;
    const [from = '', to = ''] = id.split('>');
    return { title: `${titleOf(model, picture, from)} → ${titleOf(model, picture, to)}`, message: '', lists: [['', steps]], members: [] };
  }
  const number = Number(id.slice(1));
  if (id.startsWith('g')) {
    const members = picture.membersOf.get(id);
    if (!members) return undefined;
    const isInside = new Set(members);
    const steps = stepsAt(model, isInside);
    return {
      title: titleOf(model, picture, id),
      message: 'Drawn as one, since the same steps lead to and from each.',
      lists: [
        ['How it is had', steps.into],
        ['What it is good for', steps.out],
      ],
      members: members.map((member) => [member, titleOf(model, picture, member)]),
    };
  }
  if (id.startsWith('s')) {
    const step = world.steps[number];
    const kind = world.kinds[step?.kind ?? -1];
    return step && { title: kind?.title ?? 'It follows by itself', message: kind?.phase ?? '', lists: [['', [number]]], members: [] };
  }
  const node = world.nodes[number];
  if (!node) return undefined;
  const steps = stepsAt(model, new Set([id]));
  return {
    title: node.name,
    message: '',
    lists: [
      ['How it is had', steps.into],
      ['What it is good for', steps.out],
    ],
    members: [],
  };
}

function stepsAt({ world }: Model, ids: ReadonlySet<string>): { readonly into: number[]; readonly out: number[] } {
  const [into, out]: [number[], number[]] = [[], []];
  for (const [at, { from, to }] of world.steps.entries()) {
    if (ids.has(`n${to}`) || ids.has(`s${at}`)) into.push(at);
    else if (from.some((one) => ids.has(`n${one}`))) out.push(at);
  }
  return { into, out };
}

/** How a part of the picture is called in a sentence. */
export function titleOf({ world }: Model, { graph, membersOf }: Picture, id: string): string {
  const number = Number(id.slice(1));
  if (id.startsWith('s')) return world.steps[number]?.says ?? '';
  if (id.startsWith('n')) return world.nodes[number]?.name ?? '';
  if (!membersOf.has(id)) return '';
  const shown = graph.nodes.find((node) => node.id === id) ?? graph.groups.find((group) => group.id === id);
  return shown ? `${shown.title} ${shown.detail}`.trim() : `${membersOf.get(id)?.length} alike`;
}

/** What the pointer or a screen reader learns of a part of the picture. */
export function describePart(model: Model, picture: Picture, id: string): string {
  const { world } = model;
  if (id.includes('>')) {
    const steps = picture.stepsOf.get(id) ?? [];
    const [first = -1] = steps;
    const says = world.steps[first]?.says ?? '';
    return steps.length > 1 ? `${says}, and ${steps.length - 1} more steps` : says;
  }
  const title = titleOf(model, picture, id);
  if (!id.startsWith('g')) return title;
  return picture.open.includes(id) ? `draw ${title} as one` : `${title}: click to draw each`;
}

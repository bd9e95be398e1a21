import { amount } from '../amount.ts';
import type { Model, Story } from './model.ts';
import { StepBlock } from './step-block.tsx';
import { kindTitle, lengthOf } from './story-list.tsx';

const FEW = 8;

/** A path, told step by step. */
export function StoryPanel({
  model: { world },
  story,
  isAlone,
  isGraph,
  onAlone,
  onChoose,
}: {
  readonly model: Model;
  readonly story: Story;
  readonly isAlone: boolean;
  /** Whether the picture is there beside it. */
  readonly isGraph: boolean;
  readonly onAlone: (isAlone: boolean) => void;
  readonly onChoose: (id: string) => void;
}) {
  const also = story.also.flatMap((target) => world.targets[target]?.title ?? []);
  return (
    <>
      <p class="quiet">{kindTitle(story)}</p>
      <h2>
        {story.start} <span aria-label="to">→</span> {story.goal}
      </h2>
      <p class="message">{lengthOf(story)}</p>
      {also.length > 0 ? <p>With it fall {also.join(', ')}.</p> : null}
      {story.starts.length > 1 ? (
        <details>
          <summary>The same is true of {amount(story.starts.length - 1, 'more start')}</summary>
          <ul>
            {story.starts.slice(1, 500).map((start) => (
              <li key={start}>{start}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {isGraph ? (
        <label class="check">
          <input type="checkbox" checked={isAlone} onChange={() => onAlone(!isAlone)} /> Draw only this path
        </label>
      ) : null}
      <ol class="steps">
        {story.steps.map((number, index) => (
          <li key={number}>
            <StepBlock world={world} number={number} label={String(index + 1)} isChosen={false} onChoose={onChoose} />
          </li>
        ))}
        {story.end === undefined ? null : (
          <li>
            <StepBlock world={world} number={story.end} label="✓" isChosen={false} onChoose={onChoose} />
          </li>
        )}
      </ol>
    </>
  );
}

/** The paths that go through some part of the picture. */
export function StoriesThrough({
  model,
  numbers,
  onStory,
}: {
  readonly model: Model;
  readonly numbers: ReadonlySet<number>;
  readonly onStory: (story: number) => void;
}) {
  const own = model.stories.filter(({ at }) => numbers.has(at));
  return (
    <section>
      <h3>{amount(own.length, 'path')} through it</h3>
      <ul class="links">
        {own.slice(0, 10 * FEW).map((story) => (
          <li key={story.at}>
            <button type="button" class="link" onClick={() => onStory(story.at)}>
              {story.start} → {story.goal}
            </button>{' '}
            <span class="quiet">{lengthOf(story)}</span>
          </li>
        ))}
      </ul>
      {own.length > 10 * FEW ? <p class="quiet">{amount(own.length - 10 * FEW, 'more', 'more')}: the search finds them by name</p> : null}
    </section>
  );
}

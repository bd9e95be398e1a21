import type { PathsData } from '../../src/report/attack-paths/paths-data.ts';
import { safeText } from '../../src/report/safe-text.ts';
import { amount } from '../amount.ts';
import type { Model, Story } from './model.ts';
import { Evidence } from './step-block.tsx';
import { kindTitle, lengthOf } from './story-list.tsx';

/** Nobody prints more. */
const MOST = 300;

/** What goes to paper: the paths that are chosen, told in full, the edits, and what was not evaluated. */
export function PrintedPaths({
  data,
  model: { world, stories: all },
  stories,
}: {
  readonly data: PathsData;
  readonly model: Model;
  readonly stories: readonly Story[];
}) {
  return (
    <>
      <h1>Seawall attack paths</h1>
      <p>
        {amount(stories.length, 'path')}
        {stories.length < all.length ? ` of ${all.length}` : ''}.{stories.length > MOST ? ` The first ${MOST} are printed.` : ''}
      </p>
      {world.fix ? (
        <section>
          <h2>{safeText(world.fix.headline)}</h2>
          <ul>
            {world.fix.edits.map(({ title, effect }) => (
              <li key={title}>
                <strong>{safeText(title)}</strong>: {safeText(effect)}
              </li>
            ))}
          </ul>
          <p>{safeText(world.fix.verdict)}</p>
        </section>
      ) : null}
      {stories.slice(0, MOST).map((story) => (
        <section key={story.at}>
          <h2>
            {story.starts.slice(0, 8).join(', ')}
            {story.starts.length > 8 ? ` and ${story.starts.length - 8} more` : ''} → {story.goal}
          </h2>
          <p>
            {kindTitle(story)}, {lengthOf(story)}
            {story.also.length > 0 ? `; with it fall ${story.also.flatMap((one) => world.targets[one]?.title ?? []).join(', ')}` : ''}
          </p>
          <ol>
            {story.all.map((number) => {
              const step = world.steps[number];
              return step ? (
                <li key={number}>
                  {step.says}
                  <Evidence world={world} step={step} />
                </li>
              ) : null;
            })}
          </ol>
        </section>
      ))}
      <h2>Not evaluated, or taken for granted</h2>
      <ul>
        {world.gaps.map((gap) => (
          <li key={gap}>{gap}</li>
        ))}
        {data.problems.slice(0, MOST).map(({ message, place }, at) => (
          <li key={at}>
            {safeText(message)} {safeText(place)}
          </li>
        ))}
      </ul>
      <p>Seawall {data.version}</p>
    </>
  );
}

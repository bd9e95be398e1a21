import { useRef } from 'preact/hooks';
import { amount } from '../amount.ts';
import { ROW_HEIGHT, VirtualList } from '../virtual-list.tsx';
import { START_KINDS, type Story } from './model.ts';

/** The paths, worst first; arrows go from one to the next. */
export function StoryList({
  stories,
  chosen,
  onChoose,
}: {
  readonly stories: readonly Story[];
  readonly chosen: number | undefined;
  readonly onChoose: (story: number) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const focus = (index: number): void => {
    const box = list.current?.closest('.scrolled') ?? document.scrollingElement;
    const rows = list.current?.querySelector('.rows');
    if (index < 0 || index >= stories.length || !box || !rows) return;
    // The row may not exist before the list has been scrolled to it.
    const seek = (frames: number): void => {
      const button = list.current?.querySelector(`[aria-posinset="${index + 1}"] button`);
      if (button instanceof HTMLElement) button.focus();
      else if (frames > 0) {
        box.scrollTop += rows.getBoundingClientRect().top + index * ROW_HEIGHT - box.getBoundingClientRect().top - box.clientHeight / 2;
        requestAnimationFrame(() => seek(frames - 1));
      }
    };
    seek(20);
  };
  return (
    <div ref={list} class="story-list">
      <VirtualList count={stories.length} label="Paths" keyOf={(index) => String(stories[index]?.at)}>
        {(index) => {
          const story = stories[index];
          if (!story) return null;
          return (
            <button
              type="button"
              class={`row${story.at === chosen ? ' opened' : ''}`}
              aria-current={story.at === chosen ? 'true' : undefined}
              onClick={() => onChoose(story.at)}
              onKeyDown={(event) => {
                const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
                if (step === 0) return;
                event.preventDefault();
                focus(index + step);
              }}
            >
              <span
                class={`worth ${story.kind === 'internet' ? 'critical' : story.unknowns === 0 ? 'high' : 'medium'}`}
                aria-hidden="true"
              />
              <span class="main">
                <span class="title">
                  {story.label}
                  {story.starts.length > 1 ? ` and ${story.starts.length - 1} more` : ''}
                </span>
                <span class="sub">→ {story.goal}</span>
              </span>
              <span class="length">
                {story.steps.length === 0 ? 'no step' : amount(story.steps.length, 'step')}
                {story.unknowns > 0 ? <span>{amount(story.unknowns, 'if')}</span> : null}
              </span>
            </button>
          );
        }}
      </VirtualList>
    </div>
  );
}

/** `5 steps, if 1 thing holds`. */
export function lengthOf({ steps, unknowns }: Story): string {
  const length = steps.length === 0 ? 'from the start' : amount(steps.length, 'step');
  return unknowns === 0 ? length : `${length}, if ${amount(unknowns, 'thing')} ${unknowns === 1 ? 'holds' : 'hold'}`;
}

/** Heads a path by where it begins. */
export function kindTitle({ kind }: Story): string {
  return START_KINDS[kind];
}

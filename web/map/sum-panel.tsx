import { amount } from '../amount.ts';
import { nameOf } from './describe.ts';
import { describeReach } from './explain.ts';
import type { Model } from './model.ts';

const MOST = 200;

/** The flows behind a line of which an end is folded. */
export function SumPanel({
  model: { ends, groups, lines, readings },
  from,
  to,
  onChoose,
}: {
  readonly model: Model;
  readonly from: string;
  readonly to: string;
  readonly onChoose: (id: string) => void;
}) {
  const title = (id: string): string => {
    const end = ends.find((one) => one.id === id);
    return end ? nameOf(end) : (groups.find((group) => group.id === id)?.title ?? '');
  };
  const isOf = (at: number | undefined, id: string): boolean => ends[at ?? 0]?.id === id || ends[at ?? 0]?.group === id;
  const found: number[] = [];
  for (let line = 0; line < lines.count; line++) if (isOf(lines.from[line], from) && isOf(lines.to[line], to)) found.push(line);
  return (
    <>
      <h2>
        {title(from)} → {title(to)}
      </h2>
      <p class="message">{amount(found.length, 'open flow')}</p>
      <section>
        <ul class="links">
          {found.slice(0, MOST).map((line) => {
            const [source, target] = [ends[lines.from[line] ?? 0], ends[lines.to[line] ?? 0]];
            const reading = readings[lines.reading[line] ?? 0];
            if (!source || !target || !reading) return null;
            return (
              <li key={line}>
                <button type="button" class="link" onClick={() => onChoose(`${source.id}>${target.id}`)}>
                  {source.title} → {target.title}
                </button>{' '}
                <span class="quiet">{describeReach(reading)}</span>
              </li>
            );
          })}
        </ul>
        {found.length > MOST ? <p class="quiet">{amount(found.length - MOST, 'more', 'more')} in the table</p> : null}
      </section>
    </>
  );
}

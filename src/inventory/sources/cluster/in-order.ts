/**
 * Goes through several sources one after the other, while the next `ahead` of them and the next step of each are fetched already, so that
 * the order is fixed, waiting overlaps, and at most `ahead` steps are held.
 */
export async function* inOrder<T>(
  sources: readonly (() => AsyncGenerator<T>)[],
  ahead: number,
): AsyncGenerator<{ readonly index: number; readonly value: T }> {
  const begun: { readonly steps: AsyncGenerator<T>; readonly first: Promise<IteratorResult<T>> }[] = [];
  for (let index = 0; index < sources.length; index++) {
    while (begun.length < Math.min(sources.length, index + ahead)) {
      const steps = (sources[begun.length] as () => AsyncGenerator<T>)();
      begun.push({ steps, first: handled(steps.next()) });
    }
    const source = begun[index];
    if (!source) continue;
    for (let step = await source.first; !step.done; ) {
      const next = handled(source.steps.next());
      yield { index, value: step.value };
      step = await next;
    }
  }
}

/** A failure counts when it is its turn; until then nobody is to complain that it was not handled. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

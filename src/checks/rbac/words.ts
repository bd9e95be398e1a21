/** How lists of names are told in a message: the first ones, and how many more. */
const SHOWN = 3;

export function listWords(words: readonly string[], shown: number = SHOWN): string {
  const [first = '', ...rest] = words;
  if (rest.length === 0) return first;
  if (words.length > shown) {
    const more = words.length - shown;
    return `${words.slice(0, shown).join(', ')} and ${more} ${more === 1 ? 'other' : 'others'}`;
  }
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

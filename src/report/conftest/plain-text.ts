import { safeText } from '../safe-text.ts';

/** A message for people: its line breaks and tabs stay, whatever could move the cursor is made visible. */
export function plainText(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(safeText).join('\t'))
    .join('\n');
}

/** `- file - namespace -`, as lines of results begin. */
export function titleOf({ fileName, namespace }: { readonly fileName: string; readonly namespace: string }): string {
  const file = fileName === '-' ? '-' : `- ${plainText(fileName)}`;
  return `${file} ${namespace === '-' ? '-' : `- ${plainText(namespace)} -`}`;
}

/** Breaks a text at spaces into lines of at most `width` characters; a longer word stands alone. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line === '') {
      line = word;
    } else if (line.length + 1 + word.length > width) {
      lines.push(line.trimEnd());
      line = word;
    } else {
      line = `${line} ${word}`;
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

/** Wraps with a first prefix and spaces of the same width before the following lines. */
export function wrapHanging(prefix: string, text: string, columns: number): string[] {
  return wrapText(text, Math.max(20, columns - prefix.length)).map(
    (line, index) => (index === 0 ? prefix : ' '.repeat(prefix.length)) + line,
  );
}

export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

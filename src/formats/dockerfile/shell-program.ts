/** Programs that start another one, with those of their options that take a value in the next word. */
const WRAPPERS: Readonly<Record<string, RegExp>> = {
  sudo: /^-[ugphrtCDRT]$|^--(?:user|group|prompt|host|role|type|chdir|close-from|chroot)$/,
  doas: /^-[uC]$/,
  env: /^-[uCS]$|^--(?:unset|chdir)$/,
  exec: /^-a$/,
  command: /^$/,
  builtin: /^$/,
  nice: /^-n$/,
  nohup: /^$/,
  time: /^-[fo]$/,
  eatmydata: /^$/,
  stdbuf: /^-[ioe]$/,
  timeout: /^-[ks]$/,
  xargs: /^-[aEIiLnPsd]$/,
};

/** What stands in front of the program in these. */
const OPERANDS: Readonly<Record<string, number>> = { timeout: 1 };

interface WordLike {
  readonly value: string;
  readonly isLiteral: boolean;
}

/** The program that a command starts in the end, and which of the words names it. Empty where a variable decides. */
export function programOf(words: readonly WordLike[]): { readonly program: string; readonly index: number } {
  let index = 0;
  let last = 0;
  for (;;) {
    const word = words[index];
    if (!word) return { program: nameOf(words[last]), index: last };
    const name = nameOf(word);
    const takesValue = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
    if (!takesValue) return { program: name, index };
    last = index;
    index = afterOptions(words, index + 1, takesValue) + (OPERANDS[name] ?? 0);
  }
}

function afterOptions(words: readonly WordLike[], from: number, takesValue: RegExp): number {
  let at = from;
  for (; at < words.length; at++) {
    const value = words[at]?.value ?? '';
    if (value === '--') return at + 1;
    if (value.startsWith('-')) at += takesValue.test(value) ? 1 : 0;
    else if (!/^[A-Za-z_]\w*=/.test(value)) return at;
  }
  return at;
}

function nameOf(word: WordLike | undefined): string {
  if (!word?.isLiteral) return '';
  return word.value.slice(word.value.lastIndexOf('/') + 1);
}

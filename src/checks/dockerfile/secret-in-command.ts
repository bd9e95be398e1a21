import type { Span } from '../../formats/index.ts';
import type { Dockerfile, Instruction } from '../../inventory/index.ts';
import { at, instructionsOf } from '../build-steps.ts';
import { detectCredentials } from '../credentials/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const secretInCommand: Check = defineCheck({
  id: 'dockerfile/secret-in-command',
  title: 'Credential written into a command',
  severity: 'high',
  on: 'dockerfile',
  why: 'The text of every RUN, CMD, ENTRYPOINT, HEALTHCHECK and LABEL is part of the image and is shown by docker history, also when a later step removes the file it went into.',
  remedy: 'Take it out, change the credential, and use RUN --mount=type=secret during the build or a Secret at run time.',
  standards: { nsa: ['secrets'], owasp: ['K08'], mitre: ['T1552.001'], microsoft: ['MS-TA9027'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'LABEL')) {
      const seen: number[] = [];
      for (const { text, start } of textsOf(instruction, dockerfile)) {
        for (const found of detectCredentials(text)) {
          if (SWITCH.test(text.slice(Math.max(0, found.start - 60), found.start))) continue;
          const from = start + found.start;
          seen.push(from);
          const length = /^[^\s"'@&|;]+/.exec(text.slice(found.start))?.[0].length ?? 1;
          yield at(instruction, `${instruction.keyword} holds ${found.label} (${found.masked})`, { start: from, end: from + length });
        }
      }
      yield* namedIn(instruction, seen);
    }
  },
});

/** `--disabled-password` and the like take no value: what follows them is something else. */
const SWITCH = /--?(?:disabled|disable|no|without|skip|ask|prompt|lock|expire)-[\w-]*\s+$/;

/** The arguments, and the bodies of heredocs. */
function textsOf(
  { text, arguments: { start }, heredocs }: Instruction,
  { file }: Dockerfile,
): { readonly text: string; readonly start: number }[] {
  return [{ text, start }, ...heredocs.map(({ body }) => ({ text: file.text.slice(body.start, body.end), start: body.start }))];
}

/** Variables and options whose name says what the value is. */
function* namedIn(instruction: Instruction, seen: readonly number[]): Generator<ReturnType<typeof at>> {
  const isNew = (span: Span): boolean => !seen.some((start) => start >= span.start && start < span.end);
  for (const { assignments, words } of instruction.shell.commands) {
    for (const { name, value, start, end } of assignments) {
      const [found] = detectCredentials(value, name);
      if (found && isNew({ start, end })) yield at(instruction, `${name} holds ${found.label} (${found.masked})`, { start, end });
    }
    for (const [index, word] of words.entries()) {
      const option = /^--?([\w.-]{2,80})$/.exec(words[index - 1]?.value ?? '')?.[1];
      const [found] =
        option !== undefined && !SWITCH.test(`--${option} `) && word.isLiteral && !word.value.startsWith('-')
          ? detectCredentials(word.value, option)
          : [];
      if (found && isNew(word)) yield at(instruction, `option ${option} holds ${found.label} (${found.masked})`, word);
    }
  }
}

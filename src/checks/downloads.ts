import type { ShellCommand, ShellWord } from '../formats/index.ts';
import type { Dockerfile } from '../inventory/index.ts';
import { type BuildStep, stepsOf } from './build-steps.ts';

export const DOWNLOADERS: readonly string[] = ['curl', 'wget', 'aria2c', 'fetch'];

/** Every command that fetches something over the network by address. */
export function downloadsOf(dockerfile: Dockerfile): Generator<BuildStep> {
  return stepsOf(dockerfile, ...DOWNLOADERS);
}

/** The words of a command that are addresses of the web. */
export function urlsOf(command: ShellCommand): ShellWord[] {
  return command.words.filter(({ value }) => /^(?:--\w+=)?(?:https?|ftp):\/\//i.test(value));
}

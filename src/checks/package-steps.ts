import type { ShellCommand, ShellWord } from '../formats/index.ts';
import type { Dockerfile } from '../inventory/index.ts';
import { type BuildStep, operandsOf, stepsOf } from './build-steps.ts';

/** What a package manager is asked to do with which packages. */
export interface PackageStep extends BuildStep {
  readonly manager: string;
  readonly verb: ShellWord;
  readonly packages: readonly ShellWord[];
}

/** Options whose value is the next word. */
const TAKES_VALUE: Readonly<Record<string, RegExp>> = {
  'apt-get': /^(?:-[otc]|--(?:option|target-release|default-release|config-file|host-architecture))$/,
  apt: /^(?:-[otc]|--(?:option|target-release|default-release|config-file))$/,
  apk: /^(?:-[Xtp]|--(?:repository|virtual|root|keys-dir|repositories-file|arch|cache-dir))$/,
  dnf: /^(?:-[cxd]|--(?:config|exclude|installroot|releasever|enablerepo|disablerepo|repo|setopt))$/,
  yum: /^(?:-[cxd]|--(?:config|exclude|installroot|releasever|enablerepo|disablerepo|setopt))$/,
  microdnf: /^(?:-[cx]|--(?:config|exclude|installroot|releasever|enablerepo|disablerepo|repo|setopt))$/,
  zypper: /^(?:-[rcRp]|--(?:repo|config|root|from|type|plus-repo))$/,
  pip: /^(?:-[rcitf]|--(?:requirement|constraint|index-url|extra-index-url|trusted-host|target|prefix|root|find-links|python|only-binary|no-binary|platform|proxy|timeout|retries|cert|log|cache-dir|src|progress-bar|python-version|implementation|abi|config-settings))$/,
  npm: /^(?:-[wC]|--(?:prefix|registry|workspace|cache|userconfig|loglevel|omit|include|tag))$/,
  gem: /^(?:-[vinPs]|--(?:version|install-dir|bindir|source|platform|trust-policy))$/,
  go: /^-(?:ldflags|tags|mod|modfile|p|o|gcflags)$/,
};

/** The steps in which one of the package managers does one of the things. */
export function* packageSteps(dockerfile: Dockerfile, managers: readonly string[], verbs: readonly string[]): Generator<PackageStep> {
  for (const step of stepsOf(dockerfile)) {
    const found = packageStepOf(step.command);
    if (found && managers.includes(found.manager) && verbs.includes(found.verb.value)) yield { ...step, ...found };
  }
}

/** `undefined` for commands that are no package manager's. */
export function packageStepOf(command: ShellCommand): Omit<PackageStep, keyof BuildStep> | undefined {
  const [first, second] = command.words;
  const isModule = /^python[\d.]*$/.test(command.program) && first?.value === '-m' && second?.value === 'pip';
  const manager = isModule || /^pip[\d.]+$/.test(command.program) ? 'pip' : command.program;
  const takesValue = Object.hasOwn(TAKES_VALUE, manager) ? TAKES_VALUE[manager] : undefined;
  if (!takesValue) return undefined;
  const [verb, ...packages] = operandsOf({ words: isModule ? command.words.slice(2) : command.words }, takesValue);
  return verb && { manager, verb, packages };
}

/** Whether later commands of the same RUN do something, as `apt-get purge` after an installation. */
export function isFollowedBy({ instruction, command }: BuildStep, test: (later: ShellCommand) => boolean): boolean {
  const { commands } = instruction.shell;
  return commands.slice(commands.indexOf(command) + 1).some(test);
}

/** A package that is a name and nothing else: no variable, no file, no address. */
export function isPlainName({ value, isLiteral }: ShellWord): boolean {
  return (
    isLiteral && /^[A-Za-z0-9@][\w.+:@/~-]*$/.test(value) && !/^(?:\.{0,2}\/|https?:|git\+)|\.(?:deb|rpm|apk|whl|tgz|gz|gem)$/.test(value)
  );
}

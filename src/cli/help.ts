import { COMMANDS } from './command-table.ts';
import { HELP_TOPICS } from './help-topics.ts';
import type { CommandSpec, OptionSpec } from './option-spec.ts';

const WIDTH = 100;

/** What `seawall help` shows: two examples, then the commands by task. */
export function formatOverview(): string {
  const groups = [...new Set(COMMANDS.map(({ group }) => group))];
  const [scan] = COMMANDS;
  return [
    'seawall: Kubernetes security that you can prove',
    '',
    ...(scan ? scan.examples.flatMap(({ command, comment }) => [`  # ${comment}`, `  ${command}`]) : []),
    '',
    ...groups.flatMap((group) => [
      group,
      ...COMMANDS.filter((command) => command.group === group).flatMap(({ name, summary }) => entry(name, summary, 20)),
      '',
    ]),
    'Topics',
    ...HELP_TOPICS.flatMap(({ name, summary }) => entry(name, summary, 20)),
    '',
    'seawall help COMMAND or TOPIC says more; seawall --version says which release this is.',
    '',
  ].join('\n');
}

/** The commands of one noun, as the help on the noun lists them. */
export function formatVerbs(verbs: readonly CommandSpec[]): string {
  return ['Commands', ...verbs.flatMap(({ name, summary }) => entry(name, summary, 18)), ''].join('\n');
}

export function formatCommandHelp(command: CommandSpec): string {
  const usage = command.arguments.map(({ name, isRequired, isVariadic }) => {
    const shown = `${name.toUpperCase()}${isVariadic ? '...' : ''}`;
    return isRequired ? ` ${shown}` : ` [${shown}]`;
  });
  return [
    ...command.examples.flatMap(({ command: line, comment }) => [`  # ${comment}`, `  ${line}`]),
    '',
    `seawall ${command.name}${command.options.length > 0 ? ' [OPTIONS]' : ''}${usage.join('')}`,
    '',
    ...wrap(command.description ?? `${command.summary}.`, WIDTH),
    '',
    ...(command.arguments.length > 0
      ? ['Arguments', ...command.arguments.flatMap(({ name, description }) => entry(name.toUpperCase(), description, 32)), '']
      : []),
    ...(command.options.length > 0
      ? ['Options', ...command.options.flatMap((option) => entry(flagsOf(option), describeOption(option), 32)), '']
      : []),
  ].join('\n');
}

/** `-n, --namespace NAME` */
export function flagsOf({ name, short, value }: OptionSpec): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;
}

/** The description with choices, default, and where else the value may come from. */
export function describeOption(option: OptionSpec): string {
  const notes = [
    ...(option.choices ? [option.choices.join('|')] : []),
    ...(option.default ? [`default: ${option.default}`] : []),
    ...(option.isList || option.isRepeatable ? ['repeatable'] : []),
    ...(option.env ? [option.env] : []),
    ...(option.config ? [`${option.config} in seawall.yaml`] : []),
  ];
  return notes.length > 0 ? `${option.description} (${notes.join('; ')})` : option.description;
}

function entry(name: string, description: string, column: number): string[] {
  const lines = wrap(description, WIDTH - column);
  const first = `  ${name}`.padEnd(column);
  if (first.length > column) return [`  ${name}`, ...lines.map((line) => ' '.repeat(column) + line)];
  return lines.map((line, index) => (index === 0 ? first : ' '.repeat(column)) + line);
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

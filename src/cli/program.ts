import process from 'node:process';
import { Command, CommanderError, Option } from 'commander';
import { didYouMean } from '../core/index.ts';
import { COMMANDS, FIRST_WORDS, verbsOf } from './command-table.ts';
import type { ExitReason } from './exit-codes.ts';
import { formatCommandHelp, formatOverview, formatVerbs } from './help.ts';
import { HELP_TOPICS } from './help-topics.ts';
import type { CommandSpec, Invocation, OptionSpec, Output } from './option-spec.ts';
import { UsageError } from './usage-error.ts';
import { readVersion } from './version.ts';

/** Parses the command line by the command table and runs the command. Throws a UsageError for what it does not understand. */
export async function runProgram(argv: readonly string[]): Promise<readonly ExitReason[]> {
  if (argv.length === 0) {
    process.stderr.write(formatOverview());
    return ['usage'];
  }
  let reasons: readonly ExitReason[] = ['clean'];
  const program = new Command('seawall').exitOverride().version(readVersion(), '-V, --version');
  program.configureOutput({ writeOut: write, writeErr: () => undefined });
  program.helpInformation = formatOverview;
  program.helpCommand(false);
  program
    .command('help [topic...]', { hidden: true })
    .helpOption(false)
    .action((topic: readonly string[]) => write(helpFor(topic.length === 0 ? undefined : topic.join(' '))));
  for (const spec of COMMANDS) {
    addCommand(program, spec, async (invocation) => {
      const { run } = await spec.load();
      reasons = await run(invocation);
    });
  }
  try {
    await program.parseAsync(plainSwitches(argv), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw explainMistake(error, argv);
  }
  return reasons;
}

/** `--quiet=true` is the same as `--quiet`, and `--quiet=false` the same as nothing, as in programs written in Go. */
function plainSwitches(argv: readonly string[]): string[] {
  const command = COMMANDS.find(({ name }) => name === argv[0] || name === argv.slice(0, 2).join(' '));
  const switches = new Set((command?.options ?? []).filter(({ value }) => value === undefined).map(({ name }) => `--${name}`));
  const end = argv.indexOf('--');
  return argv.flatMap((word, i) => {
    const [, name = '', state] = /^(--[^=]+)=(true|false)$/.exec(word) ?? [];
    if (!switches.has(name) || (end >= 0 && i > end)) return [word];
    return state === 'true' ? [name] : [];
  });
}

function write(text: string): void {
  process.stdout.write(text);
}

function addCommand(program: Command, spec: CommandSpec, run: (invocation: Invocation) => Promise<void>): void {
  const outputs: Output[] = [];
  const [first = '', verb] = spec.name.split(' ');
  const command = (verb === undefined ? program : nounCommand(program, first))
    .command(verb ?? first)
    .exitOverride()
    .allowExcessArguments(false);
  command.helpInformation = () => formatCommandHelp(spec);
  for (const argument of spec.arguments) {
    const name = argument.isVariadic ? `${argument.name}...` : argument.name;
    command.argument(argument.isRequired ? `<${name}>` : `[${name}]`, argument.description);
  }
  for (const option of spec.options) command.addOption(toOption(option, outputs));
  command.action(async () => {
    const given = command.args;
    for (const [index, argument] of spec.arguments.entries()) checkChoice(given[index], argument.choices, argument.name);
    await run({ arguments: given, options: command.opts(), outputs });
  });
}

/** The command that the verbs of a noun belong to; by itself it says which there are. */
function nounCommand(program: Command, noun: string): Command {
  const known = program.commands.find((command) => command.name() === noun);
  if (known) return known;
  const command = program.command(noun).exitOverride().helpCommand(false).allowExcessArguments();
  command.helpInformation = () => helpFor(noun);
  return command.action(() => {
    const [given] = command.args;
    const verbs = verbsOf(noun).map(({ name }) => name.slice(noun.length + 1));
    throw new UsageError(given === undefined ? `${noun} needs a verb` : `there is no command "${noun} ${given}"`, {
      hint: (given === undefined ? undefined : suggest(given, verbs)) ?? `there are: ${verbs.map((verb) => `${noun} ${verb}`).join(', ')}`,
    });
  });
}

function toOption(spec: OptionSpec, outputs: Output[]): Option {
  const flags = `${spec.short ? `-${spec.short}, ` : ''}--${spec.name}${spec.value ? ` <${spec.value}>` : ''}`;
  const option = new Option(flags, spec.description);
  if (spec.name === 'format') return option.argParser((text: string) => addFormat(text, spec, outputs));
  // An --output with choices names a format, as other tools have it.
  if (spec.name === 'output' && !spec.choices) return option.argParser((text: string) => addOutput(text, outputs));
  if (!spec.value) return option;
  return option.argParser((text: string, before: unknown) => {
    if (!spec.isList && !spec.isRepeatable) return checkChoice(text, spec.choices, `--${spec.name}`);
    const earlier = Array.isArray(before) ? (before as string[]) : [];
    if (spec.isRepeatable) return [...earlier, text];
    return [...earlier, ...text.split(',').filter((item) => item !== '')];
  });
}

/** `--output` belongs to the `--format` before it; without one it gets the default format. */
function addFormat(text: string, spec: OptionSpec, outputs: Output[]): string {
  outputs.push({ format: checkChoice(text, spec.choices, '--format'), file: undefined });
  return text;
}

function addOutput(file: string, outputs: Output[]): string {
  const last = outputs.at(-1);
  if (last && last.file === undefined) outputs[outputs.length - 1] = { format: last.format, file };
  else outputs.push({ format: undefined, file });
  return file;
}

function checkChoice<T extends string | undefined>(text: T, choices: readonly string[] | undefined, name: string): T {
  if (text === undefined || !choices || choices.includes(text)) return text;
  throw new UsageError(`${name} cannot be "${text}"`, { hint: suggest(text, choices) ?? `it is one of: ${choices.join(', ')}` });
}

function suggest(text: string, choices: Iterable<string>): string | undefined {
  const nearest = didYouMean(text, choices);
  return nearest === undefined ? undefined : `did you mean ${nearest}?`;
}

function helpFor(topic: string | undefined): string {
  if (topic === undefined) return formatOverview();
  const command = COMMANDS.find(({ name }) => name === topic);
  if (command) return formatCommandHelp(command);
  const text = HELP_TOPICS.find(({ name }) => name === topic);
  const verbs = verbsOf(topic);
  if (text || verbs.length > 0) return [...(text ? [text.text()] : []), ...(verbs.length > 0 ? [formatVerbs(verbs)] : [])].join('\n');
  const names = [...COMMANDS.map(({ name }) => name), ...FIRST_WORDS, ...HELP_TOPICS.map(({ name }) => name)];
  throw new UsageError(`there is no help on "${topic}"`, { hint: suggest(topic, names) ?? `there is help on: ${names.join(', ')}` });
}

/** Commander's own messages say what is wrong; the suggestion comes from the command table. */
function explainMistake(error: CommanderError, argv: readonly string[]): UsageError {
  const message = error.message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean[\s\S]*$/, '')
    .replaceAll("'", '"');
  const command = COMMANDS.find(({ name }) => name === argv[0] || name === argv.slice(0, 2).join(' '));
  switch (error.code) {
    case 'commander.unknownCommand':
      return new UsageError(`there is no command "${argv[0]}"`, {
        hint: suggest(argv[0] ?? '', FIRST_WORDS) ?? 'seawall help lists the commands',
      });
    case 'commander.unknownOption': {
      const option = /"(--?[^"]+)"/.exec(message)?.[1] ?? '';
      const names = (command?.options ?? []).map(({ name }) => `--${name}`);
      return new UsageError(`unknown option ${option}`, {
        hint: suggest(option, names) ?? `seawall help${command ? ` ${command.name}` : ''} lists the options`,
      });
    }
    default:
      return new UsageError(message, { hint: `seawall help${command ? ` ${command.name}` : ''}` });
  }
}

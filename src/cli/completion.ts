import { COMMANDS, FIRST_WORDS, verbsOf } from './command-table.ts';
import { HELP_TOPICS } from './help-topics.ts';
import type { CommandSpec, OptionSpec } from './option-spec.ts';

const HELP_WORDS: readonly string[] = [...new Set([...FIRST_WORDS, ...HELP_TOPICS.map(({ name }) => name)])];

/** The completion script for `bash`, `zsh` or `fish`, made from the command table. */
export function formatCompletion(shell: string): string {
  switch (shell) {
    case 'bash':
      return bash();
    case 'zsh':
      return `#compdef seawall\nautoload -U +X bashcompinit && bashcompinit\n${bash()}`;
    default:
      return fish();
  }
}

function bash(): string {
  const cases = FIRST_WORDS.flatMap((word) => {
    const verbs = verbsOf(word);
    if (verbs.length === 0) return COMMANDS.filter(({ name }) => name === word).map((command) => bashCase(command, word));
    const names = verbs.map(({ name }) => name.slice(word.length + 1));
    return [
      `    ${word})`,
      `      if [[ $COMP_CWORD == 2 ]]; then COMPREPLY=($(compgen -W '${names.join(' ')}' -- "$current")); return; fi`,
      '      case "${COMP_WORDS[2]}" in',
      ...verbs.map((command, index) => bashCase(command, names[index] ?? '').replace(/^/gm, '    ')),
      '      esac ;;',
    ].join('\n');
  });
  return `_seawall() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [[ $COMP_CWORD == 1 ]]; then COMPREPLY=($(compgen -W '${FIRST_WORDS.join(' ')} help' -- "$current")); return; fi
  case "\${COMP_WORDS[1]}" in
    help) COMPREPLY=($(compgen -W '${HELP_WORDS.join(' ')}' -- "$current")) ;;
${cases.join('\n')}
  esac
}
complete -o filenames -F _seawall seawall
`;
}

function bashCase(command: CommandSpec, word: string): string {
  const values = command.options
    .filter((option) => option.value !== undefined)
    .map((option) => `        --${option.name}${option.short ? `|-${option.short}` : ''}) ${valueWords(option)}; return ;;`);
  const argument = command.arguments[0]?.choices;
  const words = command.options.map((option) => `--${option.name}`).join(' ');
  return [
    `    ${word})`,
    ...(values.length > 0 ? ['      case "$previous" in', ...values, '      esac'] : []),
    `      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '${words}' -- "$current")); return; fi`,
    argument
      ? `      COMPREPLY=($(compgen -W '${argument.join(' ')}' -- "$current")) ;;`
      : '      COMPREPLY=($(compgen -f -- "$current")) ;;',
  ].join('\n');
}

function valueWords(option: OptionSpec): string {
  if (option.choices) return `COMPREPLY=($(compgen -W '${option.choices.join(' ')}' -- "$current"))`;
  return option.value === 'FILE' ? 'COMPREPLY=($(compgen -f -- "$current"))' : 'COMPREPLY=()';
}

function fish(): string {
  const lines = ['complete -c seawall -f', ...FIRST_WORDS.flatMap(fishWord), ...COMMANDS.flatMap(fishCommand)];
  lines.push("complete -c seawall -n __fish_use_subcommand -a help -d 'help on a command or a topic'");
  lines.push(`complete -c seawall -n '__fish_seen_subcommand_from help' -a '${HELP_WORDS.join(' ')}'`);
  return `${lines.join('\n')}\n`;
}

/** A command of one word, or a noun and behind it its verbs. */
function fishWord(word: string): string[] {
  const verbs = verbsOf(word);
  const summary = COMMANDS.find(({ name }) => name === word)?.summary ?? verbs.map(({ summary: text }) => text).join('; ');
  const names = verbs.map(({ name }) => name.slice(word.length + 1));
  return [
    `complete -c seawall -n __fish_use_subcommand -a ${word} -d ${quote(summary)}`,
    ...verbs.map(
      (verb, index) =>
        `complete -c seawall -n '__fish_seen_subcommand_from ${word}; and not __fish_seen_subcommand_from ${names.join(' ')}' -a ${names[index]} -d ${quote(verb.summary)}`,
    ),
  ];
}

function fishCommand(command: CommandSpec): string[] {
  const seen = `'${command.name
    .split(' ')
    .map((word) => `__fish_seen_subcommand_from ${word}`)
    .join('; and ')}'`;
  const [argument] = command.arguments;
  const lines: string[] = [];
  if (argument?.choices) lines.push(`complete -c seawall -n ${seen} -a '${argument.choices.join(' ')}'`);
  else if (argument?.name === 'paths') lines.push(`complete -c seawall -n ${seen} -F`);
  for (const option of command.options) {
    const value = option.choices ? ` -x -a '${option.choices.join(' ')}'` : option.value === 'FILE' ? ' -r -F' : option.value ? ' -x' : '';
    lines.push(
      `complete -c seawall -n ${seen} -l ${option.name}${option.short ? ` -s ${option.short}` : ''}${value} -d ${quote(option.description)}`,
    );
  }
  return lines;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

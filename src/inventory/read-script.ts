import { type DockerfileInstruction, readShell, type ShellScript, type ShellWord } from '../formats/index.ts';
import type { State } from './dockerfile.ts';

const NOTHING: ShellScript = { commands: [], errors: [] };
const BOURNE = /(?:^|\/)(?:sh|bash|ash|dash|ksh|zsh)$/;
const SHEBANG = /^#!\s*(?:\/usr\/bin\/env\s+(?:-S\s+)?)?\S*?(\w+)(?:\s|$)/;

/** The commands that an instruction runs, with their offsets in the file. */
export function readScript(instruction: DockerfileInstruction, file: string, state: State, escape: string): ShellScript {
  const { keyword, text, arguments: span } = instruction;
  switch (keyword) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      if (instruction.json) return execForm(instruction);
      return isBourne(state, escape) ? shellForm(instruction, file) : NOTHING;
    case 'HEALTHCHECK': {
      const command = /^CMD(?=[\s[])\s*/i.exec(text);
      if (!command || !isBourne(state, escape)) return NOTHING;
      return text[command[0].length] === '[' ? NOTHING : readShell(text.slice(command[0].length), span.start + command[0].length);
    }
    default:
      return NOTHING;
  }
}

/** A backquote as escape character is what Windows images use, whose shells are cmd and PowerShell. */
function isBourne(state: State, escape: string): boolean {
  return state.shell ? BOURNE.test(state.shell[0] ?? '') : escape === '\\';
}

function shellForm({ text, arguments: { start }, words, heredocs }: DockerfileInstruction, file: string): ShellScript {
  if (heredocs.length === 0) return readShell(text, start);
  const bodies = heredocs.map(({ body }) => ({ text: file.slice(body.start, body.end).replaceAll('\r\n', ' \n'), start: body.start }));
  const [first] = bodies;
  if (words.length === heredocs.length && first) return isShellScript(first.text) ? readShell(first.text, first.start) : NOTHING;
  // The bodies belong to the program in front of them; where that is a shell, they are its script.
  const { commands } = readShell(text, start);
  const isForShell = commands.length === 1 && BOURNE.test(commands[0]?.program ?? '');
  const scripts = isForShell ? bodies.map((body) => readShell(body.text, body.start)) : [];
  return { commands: [...commands, ...scripts.flatMap((script) => script.commands)], errors: scripts.flatMap((script) => script.errors) };
}

function isShellScript(body: string): boolean {
  const program = SHEBANG.exec(body)?.[1];
  return program === undefined ? !body.startsWith('#!') : BOURNE.test(program);
}

/** The exec form starts one program, which may be a shell with a script. */
function execForm({ json = [], text, arguments: span }: DockerfileInstruction): ShellScript {
  const [first, ...rest] = json;
  if (!first) return NOTHING;
  const program = first.text.slice(first.text.lastIndexOf('/') + 1);
  const words = rest.map((word): ShellWord => ({ value: word.text, isLiteral: true, start: word.start, end: word.end }));
  const name: ShellWord = { value: first.text, isLiteral: true, start: first.start, end: first.end };
  const command = {
    program,
    name,
    words,
    wrappers: [],
    assignments: [],
    redirections: [],
    pipeline: { id: -1, index: 0, length: 1 },
    joint: undefined,
    parent: undefined,
    start: first.start,
    end: json.at(-1)?.end ?? first.end,
  };
  const flag = BOURNE.test(program) ? rest.findIndex((word) => /^-[a-z]*c$/.test(word.text)) : -1;
  const script = flag < 0 ? undefined : rest[flag + 1];
  if (!script) return { commands: [command], errors: [] };
  // Escapes in the JSON text move what comes after them; blanks in their place keep the offsets.
  const raw = text.slice(script.start + 1 - span.start, script.end - 1 - span.start);
  const inner = readShell(
    raw.includes('\\') ? raw.replace(/\\(.)/g, (_, escaped: string) => ` ${escaped}`) : script.text,
    script.start + 1,
  );
  return { commands: [command, ...inner.commands], errors: inner.errors };
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

const ROOT = join(import.meta.dirname, '..');
const BLOCK = /```console\n([^]*?)```/g;

/**
 * A page whose sessions (blocks of `console`) show what the program prints today: each line that starts with `$ seawall` is run in the root.
 * What the program says on the error stream about the files is shown with the first command alone.
 */
export function refreshSessions(page: string): string {
  let isFirst = true;
  return page.replace(BLOCK, (_, block: string) => {
    const commands = block.split('\n').filter((line) => line.startsWith('$ '));
    const sessions = commands.map((line) => {
      const shown = runCommand(line, isFirst);
      isFirst = false;
      return shown;
    });
    return `\`\`\`console\n${sessions.join('\n')}\`\`\``;
  });
}

function runCommand(line: string, withErrors: boolean): string {
  const [program, ...args] = line.slice(2).split(' ');
  if (program !== 'seawall') throw new Error(`a session runs seawall, not: ${line}`);
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', COLUMNS: '96' };
  delete env['NODE_TEST_CONTEXT'];
  const { stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin/seawall.js'), ...args], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
    input: '',
  });
  return `${line}\n${stdout}${withErrors ? stderr : ''}`;
}

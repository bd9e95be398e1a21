import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Contestant } from './measure.ts';

const ROOT = join(import.meta.dirname, '..');

/** The bundle as the package carries it: without sources beside it, with the compile cache that an installation has. */
export function packagedSeawall(work: string): (...args: readonly string[]) => Contestant {
  if (!existsSync(join(ROOT, 'dist/cli.js'))) throw new Error('run npm run build first');
  mkdirSync(work, { recursive: true });
  const launcher = join(work, 'launch.mjs');
  const bundle = JSON.stringify(new URL('../dist/cli.js', import.meta.url).href);
  writeFileSync(
    launcher,
    `import module from 'node:module';\nmodule.enableCompileCache?.(${JSON.stringify(join(work, 'compiled'))});\nconst { main } = await import(${bundle});\nawait main(process.argv.slice(2));\n`,
  );
  return (...args) => ({ name: `seawall ${args[0]}`, program: process.execPath, arguments: [launcher, ...args] });
}

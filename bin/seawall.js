#!/usr/bin/env node
// Plain JavaScript that old releases of Node can parse, so that they can say what is missing.
import { existsSync } from 'node:fs';
import module from 'node:module';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `error: seawall needs Node 24 or newer and this is ${process.version}; get it from https://nodejs.org, or run "npx -p node@24 -p seawall seawall" (in a clone: "npm run seawall --", which brings its own)\n`,
  );
  process.exitCode = 2;
} else {
  module.enableCompileCache?.();
  const built = new URL('../dist/cli.js', import.meta.url);
  const source = new URL('../src/cli/main.ts', import.meta.url);
  // In a clone the sources run as they are; the package carries the bundle alone.
  const { main } = await import((existsSync(source) ? source : built).href);
  await main(process.argv.slice(2));
}

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { COMMANDS } from '../../src/cli/command-table.ts';
import { CONFIGURATION_PARSERS } from '../../src/formats/index.ts';
import { type AcceptanceCase, hasConftestCases, readAcceptanceCases, splitWords, writeExamples } from './conftest-cases.ts';

const BIN = join(import.meta.dirname, '../../bin/seawall.js');

/** Formats by what a case names, as its words tell it. */
const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/\.tf\b|hcl2/, 'hcl2'],
  [/traefik\/?(?:\s|$|traefik)|\.toml\b|configfile/, 'toml'],
  [/Dockerfile/, 'dockerfile'],
  [/\.cue\b/, 'cue'],
  [/\.edn\b/, 'edn'],
  [/Jenkinsfile/, 'groovy'],
  [/cyclonedx/, 'cyclonedx'],
  [/textproto/, 'textproto'],
];

describe("Conftest's acceptance tests", { skip: hasConftestCases() ? false : 'the data is not here' }, () => {
  let root = '';
  before(() => {
    root = writeExamples();
  });
  after(() => rmSync(root, { recursive: true, force: true }));
  for (const one of hasConftestCases() ? readAcceptanceCases() : []) {
    it(`${one.id}: ${one.args}`, { skip: reasonToSkip(one) ?? false }, () => check(one, root));
  }
});

function reasonToSkip({ args, cwd }: AcceptanceCase): string | undefined {
  const [verb = ''] = args.split(' ');
  if (verb.startsWith('--')) return `${verb} is that of conftest itself`;
  if (!COMMANDS.some(({ name }) => name === `policy ${verb}`)) return `there is no command policy ${verb}`;
  const [, named] = /--parser (\w+)/.exec(args) ?? [];
  if (named !== undefined) return CONFIGURATION_PARSERS.some((name) => name === named) ? undefined : `there is no parser for ${named}`;
  const missing = FORMATS.find(
    ([pattern, parser]) => pattern.test(`${args} ${cwd}`) && !CONFIGURATION_PARSERS.some((name) => name === parser),
  );
  return missing && `there is no parser for ${missing[1]}`;
}

function check({ args, cwd, status, contains, notContains, lines }: AcceptanceCase, root: string): void {
  const folder = join(root, cwd);
  const { words, stdin } = splitWords(args, { REMOTE_POLICY_FILE: `file::${join(folder, 'remote-policy/policy.rego')}` });
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const run = spawnSync(process.execPath, [BIN, 'policy', ...words], {
    cwd: folder,
    env,
    encoding: 'utf8',
    ...(stdin !== undefined && { input: readFileSync(join(folder, stdin)) }),
  });
  const output = `${run.stdout}${run.stderr}`;
  if (status === 'nonzero') assert.notEqual(run.status, 0, output);
  else if (status !== undefined) assert.equal(run.status, status, output);
  // Errors begin with a small letter here, as all of them do.
  for (const text of contains ?? []) assert.ok(output.includes(text.replace(/^Error: /, 'error: ')), `${text} is missing in:\n${output}`);
  for (const text of notContains ?? []) assert.ok(!output.includes(text), `${text} is in:\n${output}`);
  const shown = run.stdout.split('\n').filter((line) => line !== '');
  for (const [number, line] of Object.entries(lines ?? {})) assert.equal(shown[Number(number)], line);
}

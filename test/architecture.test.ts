import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { parseSync } from 'oxc-parser';

const SRC = join(import.meta.dirname, '../src');

/** Who stands where. A folder may import folders of lower rank and itself; nothing else. */
const RANKS: Readonly<Record<string, number>> = {
  core: 0,
  kubernetes: 1,
  formats: 1,
  inventory: 2,
  'inventory/sources': 3,
  engines: 3,
  checks: 4,
  fix: 5,
  migration: 5,
  policies: 5,
  attack: 6,
  report: 7,
  cli: 8,
};

/** What a folder must do without, since it only computes. */
const PURE: ReadonlySet<string> = new Set(['core', 'kubernetes', 'formats', 'engines', 'checks', 'fix', 'migration', 'policies', 'attack']);
const IMPURE_MODULES = /^(?:node:)?(?:fs|net|http|https|http2|tls|dgram|dns|child_process|worker_threads|cluster)(?:\/|$)/;
const IMPURE_CALLS = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.env\b/;

/** Engines that build on another one; otherwise each stands alone. */
const ENGINES_BELOW: Readonly<Record<string, readonly string[]>> = { conftest: ['rego'], gatekeeper: ['rego'] };

interface Import {
  readonly from: string;
  readonly specifier: string;
}

const files = globSync('**/*.ts', { cwd: SRC })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.test.ts'))
  .sort();

const imports: Import[] = files.flatMap((file) => specifiersOf(file).map((specifier) => ({ from: file, specifier })));

/** Static and dynamic imports and re-exports, those of types included. */
function specifiersOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const { module } = parseSync(file, text);
  const dynamic = module.dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start + 1, moduleRequest.end - 1));
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
    ...dynamic,
  ];
}

function roomOf(file: string): string {
  if (file.startsWith('inventory/sources/')) return 'inventory/sources';
  return file.split('/')[0] ?? '';
}

/** An engine is a room of its own among its equals. */
function engineOf(file: string): string | undefined {
  return /^engines\/([^/]+)\//.exec(file)?.[1];
}

function targetOf({ from, specifier }: Import): string | undefined {
  return specifier.startsWith('.') ? relative(SRC, resolve(SRC, dirname(from), specifier)).replaceAll('\\', '/') : undefined;
}

describe('the architecture', () => {
  it('is checked on every source file', () => {
    assert.ok(files.length >= 100, `only ${files.length} files were seen`);
    assert.ok(imports.length >= files.length, `only ${imports.length} imports were seen in ${files.length} files`);
  });

  it('gives every folder a rank', () => {
    assert.deepEqual(
      files.filter((file) => RANKS[roomOf(file)] === undefined),
      [],
    );
  });

  it('lets a folder import lower ranks only', () => {
    const wrong = imports.flatMap((one) => {
      const target = targetOf(one);
      if (target === undefined || target.startsWith('..')) return [];
      const [own, other] = [roomOf(one.from), roomOf(target)];
      const isAllowed = own === other || (RANKS[other] ?? 99) < (RANKS[own] ?? -1);
      return isAllowed ? [] : [`${one.from} imports ${target}: what both need belongs in a folder of lower rank than ${own}`];
    });
    assert.deepEqual(wrong, []);
  });

  it('keeps engines from importing each other, but for those that build on another', () => {
    const wrong = imports.flatMap((one) => {
      const [own, target = ''] = [engineOf(one.from), targetOf(one)];
      const other = engineOf(target);
      if (own === undefined || other === undefined || own === other) return [];
      const isAllowed = (ENGINES_BELOW[own] ?? []).includes(other) && target.endsWith('/index.ts');
      return isAllowed ? [] : [`${one.from} imports the engine ${other}`];
    });
    assert.deepEqual(wrong, []);
  });

  it('enters another folder by its index alone', () => {
    const wrong = imports.flatMap((one) => {
      const target = targetOf(one);
      if (target === undefined || target.startsWith('..') || roomOf(target) === roomOf(one.from)) return [];
      // The sources are a part of the inventory that reads the outside world, and may use its inner parts.
      if (roomOf(one.from) === 'inventory/sources' && roomOf(target) === 'inventory') return [];
      return target.endsWith('/index.ts') ? [] : [`${one.from} imports ${target}: its index.ts is the way in`];
    });
    assert.deepEqual(wrong, []);
  });

  it('keeps pure folders away from files, network, processes, clock and chance', () => {
    const modules = imports.filter(({ from, specifier }) => PURE.has(roomOf(from)) && IMPURE_MODULES.test(specifier));
    assert.deepEqual(
      modules.map(({ from, specifier }) => `${from} imports ${specifier}`),
      [],
    );
    const calls = files.filter((file) => PURE.has(roomOf(file)) && IMPURE_CALLS.test(readFileSync(join(SRC, file), 'utf8')));
    assert.deepEqual(calls, []);
  });

  it('keeps rooms small', () => {
    const long = files.filter((file) => readFileSync(join(SRC, file), 'utf8').split('\n').length > 500);
    assert.deepEqual(
      long.filter((file) => !file.includes('/tables/')),
      [],
      'more than 500 lines: divide it, or put a table into a folder named tables',
    );
  });
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import { folderWith } from './run-seawall.ts';

const ROOT = join(import.meta.dirname, '../..');
const SHOP = join(ROOT, 'examples/shop/cluster');

function run(command: string, args: readonly string[], cwd: string): string {
  const env = { ...process.env, NO_COLOR: '1' } as NodeJS.ProcessEnv;
  delete env['NODE_TEST_CONTEXT'];
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env });
  assert.ok(status === 0 || status === 1, `${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

describe('the packed package', () => {
  it('works where it is installed: the program, the library, its types, and nothing that should stay at home', () => {
    const folder = folderWith({
      'package.json': '{"name": "user", "private": true, "type": "module"}',
      'use.mjs': `import { readInventory } from 'seawall/inventory';
import { CATALOGUE, defaultSettings, evaluateChecks } from 'seawall/checks';
import { evaluatePodSecurity } from 'seawall/pod-security';
import { createRbacAuthorizer, identify, readPolicy, resourceAction } from 'seawall/rbac';
const inventory = readInventory([{ name: 'a.yaml', text: 'apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec: {hostNetwork: true, containers: [{name: a, image: a:1}]}\\n' }]);
const { findings } = evaluateChecks(inventory, CATALOGUE, defaultSettings(new Date()));
const [pod] = inventory.objects[0].pods;
console.log(findings.some(({ check }) => check === 'pod/host-network'), evaluatePodSecurity(pod, 'baseline', { major: 1, minor: 35 }).length);
const authorizer = createRbacAuthorizer(readPolicy(inventory.objects));
console.log(authorizer.isAllowed(identify('root', ['system:masters']), resourceAction('list', 'secrets')), authorizer.isAllowed(identify('jane'), resourceAction('list', 'secrets')));
`,
      'use.ts':
        "import { type Inventory, readInventory } from 'seawall/inventory';\nexport const inventory: Inventory = readInventory([]);\n",
      'tsconfig.json':
        '{"compilerOptions": {"module": "nodenext", "target": "es2024", "lib": ["es2024"], "types": [], "strict": true, "noEmit": true, "skipLibCheck": false}, "files": ["use.ts"]}',
    });
    const packed = run('npm', ['pack', '--silent', '--pack-destination', folder], ROOT).trim().split('\n').at(-1) ?? '';
    run('npm', ['install', '--silent', '--no-audit', '--no-fund', join(folder, packed)], folder);
    const home = join(folder, 'node_modules/seawall');
    const files = globSync('**/*', { cwd: home }).map((file) => file.replaceAll('\\', '/'));
    assert.deepEqual(
      files.filter((file) => /\.test\.|^src\/|^test\/|^docs\/|^node_modules\//.test(file)),
      [],
    );
    assert.ok(files.includes('schemas/report.schema.json') && files.includes('LICENSE'));
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    assert.equal(run(process.execPath, [join(home, 'bin/seawall.js'), '--version'], folder), `${version}\n`);
    assert.match(run(process.execPath, [join(home, 'bin/seawall.js'), 'scan', SHOP], folder), /\d+ findings/);
    assert.match(
      run(process.execPath, [join(home, 'bin/seawall.js'), 'scan', '--format', 'html', SHOP], folder),
      /^<!doctype html>[^]*<\/html>\n$/,
    );
    assert.equal(run(process.execPath, ['use.mjs'], folder), 'true 1\ntrue false\n');
    run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder], folder);
  });
});

describe('an older Node', () => {
  const older = (process.env['PATH'] ?? '')
    .split(':')
    .map((folder) => join(folder, 'node'))
    .find((path) => /^v(?:1[4-9]|2[0-3])\./.test(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? ''));

  it('says in one line what is needed and how to get on', { skip: older ? false : 'no Node below 24 on the path' }, () => {
    const { status, stderr } = spawnSync(older ?? '', [join(ROOT, 'bin/seawall.js'), 'scan'], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, /^error: seawall needs Node 24 or newer and this is v\d+\.\d+\.\d+; [^\n]*\n$/);
  });
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type CollectedInputs, collectInputs } from './files.ts';

const made: string[] = [];

after(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'seawall-files-'));
  made.push(root);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, dirname(name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

function collect(root: string, ...paths: readonly string[]): CollectedInputs {
  return collectInputs(paths.length > 0 ? paths : ['.'], { cwd: root });
}

function namesIn(root: string, ...paths: readonly string[]): string[] {
  return collect(root, ...paths).inputs.map(({ name }) => name);
}

describe('a folder', () => {
  it('gives its manifests in a fixed order, by names that lead there from where the user stands', () => {
    const root = folderOf({ 'k/b.yml': '', 'k/a.yaml': '', 'k/c/d.JSON': '', 'k/readme.md': '', 'k/x.sh': '', 'k/e.kubeconfig': '' });
    assert.deepEqual(namesIn(root, 'k'), ['k/a.yaml', 'k/b.yml', 'k/c/d.JSON', 'k/e.kubeconfig']);
    assert.deepEqual(namesIn(root, './k/'), ['k/a.yaml', 'k/b.yml', 'k/c/d.JSON', 'k/e.kubeconfig']);
    assert.deepEqual(namesIn(join(root, 'k')), ['a.yaml', 'b.yml', 'c/d.JSON', 'e.kubeconfig']);
    assert.deepEqual(namesIn(root, join(root, 'k/c')), [`${root}/k/c/d.JSON`]);
  });

  it('gives .conf files only where they are kubeconfigs', () => {
    const root = folderOf({ 'admin.conf': 'apiVersion: v1\nkind: Config\n', 'nginx.conf': 'server {}\n' });
    assert.deepEqual(namesIn(root), ['admin.conf']);
    assert.deepEqual(namesIn(root, 'nginx.conf'), ['nginx.conf']);
  });

  it('is left out where it belongs to a tool', () => {
    assert.deepEqual(namesIn(folderOf({ '.git/a.yaml': '', 'node_modules/b/c.yaml': '', '.terraform/d.yaml': '', '.github/e.yaml': '' })), [
      '.github/e.yaml',
    ]);
  });

  it('named twice, or with files in it, is read once', () => {
    const root = folderOf({ 'k/a.yaml': '', 'k/b.yaml': '' });
    assert.deepEqual(namesIn(root, 'k', 'k/a.yaml', 'k/*.yaml', 'k'), ['k/a.yaml', 'k/b.yaml']);
  });
});

describe('ignore files', () => {
  it('take files and folders out, with the patterns of gitignore', () => {
    const root = folderOf({
      '.gitignore': '# comment\n/build\n*.gen.yaml\ntmp/\n!keep.gen.yaml\n',
      'build/a.yaml': '',
      'k/build/b.yaml': '',
      'k/x.gen.yaml': '',
      'k/keep.gen.yaml': '',
      'k/tmp/c.yaml': '',
      'k/deep/tmp.yaml': '',
    });
    assert.deepEqual(namesIn(root), ['k/build/b.yaml', 'k/deep/tmp.yaml', 'k/keep.gen.yaml']);
  });

  it('of Seawall itself come after those of git', () => {
    assert.deepEqual(
      namesIn(folderOf({ '.gitignore': 'a.yaml\n', '.seawallignore': '!a.yaml\nb.yaml\n', 'a.yaml': '', 'b.yaml': '', 'c.yaml': '' })),
      ['a.yaml', 'c.yaml'],
    );
  });

  it('of a deeper folder have the last word, and concern nothing beside it', () => {
    const root = folderOf({
      '.gitignore': '*.yaml\n',
      'k/.gitignore': '!a.yaml\n/b.json\n',
      'k/a.yaml': '',
      'k/b.json': '',
      'k/c.yaml': '',
      'k/d/a.yaml': '',
      'k/d/b.json': '',
      'b.json': '',
    });
    assert.deepEqual(namesIn(root), ['b.json', 'k/a.yaml', 'k/d/a.yaml', 'k/d/b.json']);
  });

  it('cannot bring back what lies in a folder that is ignored', () => {
    assert.deepEqual(namesIn(folderOf({ '.gitignore': 'k/\n!k/a.yaml\n', 'k/a.yaml': '', 'b.yaml': '' })), ['b.yaml']);
  });

  it('do not concern files that are named themselves', () => {
    assert.deepEqual(namesIn(folderOf({ '.gitignore': 'a.yaml\n', 'a.yaml': '' }), 'a.yaml'), ['a.yaml']);
  });
});

describe('patterns', () => {
  it('name every file that fits, and a folder as a whole', () => {
    const root = folderOf({ 'a/x.yaml': '', 'b/y.yaml': '', 'b/z.txt': '', 'c.yaml': '' });
    assert.deepEqual(namesIn(root, '**/*.yaml'), ['a/x.yaml', 'b/y.yaml', 'c.yaml']);
    assert.deepEqual(namesIn(root, '{a,b}'), ['a/x.yaml', 'b/y.yaml']);
  });

  it('that fit nothing are a problem', () => {
    assert.deepEqual(collect(folderOf({}), '*.yaml'), {
      inputs: [],
      problems: [{ code: 'unreadable', file: '*.yaml', message: 'no file matches this pattern' }],
    });
  });

  it('are taken by the letter where a file has that name', () => {
    assert.deepEqual(namesIn(folderOf({ 'a[1].yaml': '', 'a1.yaml': '' }), 'a[1].yaml'), ['a[1].yaml']);
  });
});

describe('links', () => {
  it('are followed, and those that lead in circles end', () => {
    const root = folderOf({ 'k/a.yaml': 'a: 1' });
    symlinkSync('..', join(root, 'k/up'));
    symlinkSync('.', join(root, 'k/self'));
    symlinkSync('a.yaml', join(root, 'k/b.yaml'));
    symlinkSync('loop.yaml', join(root, 'k/loop.yaml'));
    const { inputs, problems } = collect(root);
    assert.deepEqual(
      inputs.map(({ name }) => name),
      ['k/a.yaml', 'k/b.yaml'],
    );
    assert.deepEqual(problems, [{ code: 'unreadable', file: 'k/loop.yaml', message: 'a chain of links that leads back to itself' }]);
  });

  it('that lead nowhere are a problem', () => {
    const root = folderOf({});
    symlinkSync('gone', join(root, 'a.yaml'));
    assert.deepEqual(collect(root).problems, [{ code: 'unreadable', file: 'a.yaml', message: 'no such file or folder' }]);
  });
});

describe('what cannot be read', () => {
  it('is a problem that names it, and the rest is read', () => {
    const root = folderOf({ 'a.yaml': 'a: 1' });
    const { inputs, problems } = collect(root, 'gone.yaml', 'a.yaml');
    assert.deepEqual(inputs, [{ name: 'a.yaml', text: 'a: 1' }]);
    assert.deepEqual(problems, [{ code: 'unreadable', file: 'gone.yaml', message: 'no such file or folder' }]);
  });

  it('may be a folder that looks like a file, which is walked', () => {
    assert.deepEqual(namesIn(folderOf({ 'x.yaml/a.yaml': '', 'x.yaml/b.txt': '' })), ['x.yaml/a.yaml']);
  });

  it('may be binary, or in an encoding that YAML does not have', () => {
    const root = folderOf({
      'a.yaml': new Uint8Array([0x61, 0x00, 0x62]),
      'b.yaml': new Uint8Array([0x61, 0xff, 0xfe]),
      'c.yaml': 'c: ok',
    });
    const { inputs, problems } = collect(root);
    assert.deepEqual(
      inputs.map(({ name }) => name),
      ['c.yaml'],
    );
    assert.deepEqual(
      problems.map(({ code, file, message }) => [code, file, message]),
      [
        ['unparsable', 'a.yaml', 'a binary file, not YAML or JSON'],
        ['unparsable', 'b.yaml', 'not valid UTF-8'],
      ],
    );
  });

  it('may be larger than any manifest, and is not loaded', () => {
    const root = folderOf({ 'huge.yaml': '' });
    truncateSync(join(root, 'huge.yaml'), 300_000_000);
    assert.deepEqual(
      collect(root).problems.map(({ code, file }) => [code, file]),
      [['limit', 'huge.yaml']],
    );
  });
});

describe('encodings', () => {
  it('are UTF-8 and UTF-16, by their byte order mark, which is no part of the text', () => {
    const bigEndian = Buffer.from('\uFEFFa: ü', 'utf16le').swap16();
    const root = folderOf({ '8.yaml': '\uFEFFa: ü', '16le.yaml': Buffer.from('\uFEFFa: ü', 'utf16le'), '16be.yaml': bigEndian });
    assert.deepEqual(
      collect(root).inputs.map(({ text }) => text),
      ['a: ü', 'a: ü', 'a: ü'],
    );
  });
});

describe('standard input', () => {
  it('is read in its place among the paths', () => {
    const root = folderOf({ 'a.yaml': 'a: 1' });
    const { inputs } = collectInputs(['-', 'a.yaml'], { cwd: root, stdin: Buffer.from('b: 2') });
    assert.deepEqual(inputs, [
      { name: '-', text: 'b: 2' },
      { name: 'a.yaml', text: 'a: 1' },
    ]);
  });

  it('that is binary is a problem', () => {
    const { problems } = collectInputs(['-'], { cwd: '.', stdin: new Uint8Array([0]) });
    assert.deepEqual(
      problems.map(({ file }) => file),
      ['-'],
    );
  });
});

describe('a Helm chart', () => {
  const chart = {
    'shop/Chart.yaml': 'name: shop',
    'shop/values.yaml': 'a: 1',
    'shop/templates/web.yaml': '{{ x }}',
    'shop/templates/deep/db.yaml': '{{ y }}',
    'shop/templates/notes.txt': '',
    'shop/crds/c.yaml': 'kind: x',
  };

  it('has its templates left out and counted, with the way to render them', () => {
    const { inputs, problems } = collect(folderOf(chart));
    assert.deepEqual(
      inputs.map(({ name }) => name),
      ['shop/Chart.yaml', 'shop/crds/c.yaml', 'shop/values.yaml'],
    );
    assert.deepEqual(
      problems.map(({ code, file, hint }) => [code, file, hint]),
      [['not-evaluated', 'shop', 'helm template shop | seawall scan -']],
    );
  });

  it('is known when it is the folder that was named', () => {
    const root = folderOf(chart);
    assert.deepEqual(
      collect(root, 'shop').problems.map(({ file }) => file),
      ['shop'],
    );
    assert.deepEqual(
      collect(join(root, 'shop')).problems.map(({ file }) => file),
      ['.'],
    );
  });

  it('inside another is its own, and a template named by itself is read', () => {
    const root = folderOf({
      ...chart,
      'shop/charts/db/Chart.yaml': 'name: db',
      'shop/charts/db/templates/a.yaml': '{{ z }}',
      'other/templates/b.yaml': 'b: 1',
    });
    assert.deepEqual(
      collect(root)
        .problems.map(({ file }) => file)
        .sort(),
      ['shop', 'shop/charts/db'],
    );
    assert.ok(namesIn(root).includes('other/templates/b.yaml'));
    assert.deepEqual(namesIn(root, 'shop/templates/web.yaml'), ['shop/templates/web.yaml']);
  });
});

describe('Dockerfiles', () => {
  const dockerfilesIn = (root: string, ...paths: readonly string[]): string[] =>
    collect(root, ...paths)
      .inputs.filter(({ dockerfile }) => dockerfile !== undefined)
      .map(({ name }) => name);

  it('are known by their name', () => {
    const names = ['Dockerfile', 'Dockerfile.dev', 'web.Dockerfile', 'api.dockerfile', 'Containerfile', 'Containerfile.x', 'dockerfile'];
    const others = ['Dockerfile.dockerignore', 'Dockerfile.md', 'MyDockerfile', 'Dockerfile.yaml', 'notes.txt'];
    const root = folderOf(Object.fromEntries([...names, ...others].map((name) => [name, 'FROM a\n'])));
    assert.deepEqual(dockerfilesIn(root).sort(), names.sort());
  });

  it('are known by how they start where they are named', () => {
    const root = folderOf({ build: '# a\n\nfrom a\n', other: 'hello\n', 'a.yaml': 'FROM a\n' });
    assert.deepEqual(dockerfilesIn(root), []);
    assert.deepEqual(dockerfilesIn(root, 'build', 'other', 'a.yaml'), ['build']);
    const { inputs } = collectInputs(['-'], { cwd: root, stdin: Buffer.from('ARG X=1\nFROM a\n') });
    assert.deepEqual(inputs[0]?.dockerfile, { kind: 'unknown' });
  });

  it('come with the ignore file of their build', () => {
    const root = folderOf({
      'a/Dockerfile': '',
      'a/.dockerignore': 'x',
      'b/Dockerfile': '',
      'b/Dockerfile.dev': '',
      'b/Dockerfile.dev.dockerignore': 'y',
      'a/deep/Dockerfile': '',
    });
    const found = Object.fromEntries(collect(root).inputs.map(({ name, dockerfile }) => [name, dockerfile]));
    assert.deepEqual(found, {
      'a/Dockerfile': { kind: 'text', text: 'x' },
      'a/deep/Dockerfile': { kind: 'text', text: 'x' },
      'b/Dockerfile': { kind: 'missing' },
      'b/Dockerfile.dev': { kind: 'text', text: 'y' },
    });
  });

  it('are left out where they are ignored', () => {
    assert.deepEqual(dockerfilesIn(folderOf({ '.gitignore': 'old/\n', 'old/Dockerfile': '', Dockerfile: '' })), ['Dockerfile']);
  });
});

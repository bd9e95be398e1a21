import assert from 'node:assert/strict';
import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type BundleVerification, formatJson } from '../../engines/rego/index.ts';
import { readBundles } from './read-bundle.ts';

/** What `opa build --bundle src --signing-key` of OPA 1.13.1 made of a module, data and a manifest, signed with RS256. */
const SIGNED_RSA = [
  'H4sIAAAAAAAA/+yX3Y6iSBTH59qnMHXdbRcg+JHMhfJhgxYMCmLVzMQgohbfgijQmQfa59gX29ib7GRmLjqzu92bnfi74FRIhfpXpf6Hcx627sntBEWavHs1',
  'IIRQgPA5wh8jZFjur/Hze4aBfPddG76epK+UxcnN38F/vNb3m/uf8ATcLAPDJ7ChezBkWK7LC73+AH4d3YGIxvQEhkwH3oECDMGnEkLOc5+Df32ywu+/fSpZ',
  'yPbBly+t/3pLN36ChyL3Htwse8g6ub9PX2WNl/wPBfi9/3vczf9vQuZ6obv3226WtVpuFKWXNt21aZKVp07Vfv++/fx/cLOs85wFbub+xXjoFHSfuKcy94vX',
  'KgNe8D/Tg73v/M92GeHm/7fgqdUGX28AGLY/ttpt4NfaYTPxqEG1hd2ojE7VQo1PGRFVQY3nEYkVZvNo0pmoQX81us6bLhmT7syOX2ux61SRV6uCwxV0Eysn',
  'slAFNdFrXA8O3uPo7Il8TZztWaUX6k6Uxr1+NvAqxNqc4chdvdEiQ1JrIpldEss8jpUQWahGgVrpEuaQhCAO1IbEJocmiEesHmBLrQwLV4ZkV5glB0Naxiiw',
  'rxIPm8n27MURdCfwKtVayPIJBTarJrDwa63EDhOpQUrJRIF4wR89dlB+oy3WD4YVNthZUt2SGSTJEDX7SmcxT6RlrDeIQY1d42YZYUujOMAMDuxab8iBSJjX',
  'A1Qhy4R6EEIyIYEhIRZb6Ke0zWLmsImjmKx0+O25aSFi7S629hWZIIYEI4ibQ4AsDxJHCXVpGRJp39WDMUWBTnUprLA1uuiNEhDJZJGj1iRQKGrkWm+uZ6lR',
  'ZHkvaGO2M1HLySr64UrszI4MZZlFQjn17KQUphJRlbAuV9Avkc+5l7M4I1s+5USeWKtBL+iL5qCP0aZfFeac8mNe+MA3j+t7FI544thS4Wosm+Jm7ee455H1',
  'QtlvB/Oq15u5xocuX/LGQjO0UqKb3XIh5E4ytouxpG2nh3TsVDMo2fS4GouCGG7QxeHcFZv2C31mVWECRzY+qtNoW8Fwjce2eH8PHw89M5m50wXvK0ZPMLEI',
  'C4dqwrGvm5dRGHGapvicMGDu52NPnufafN6rFLfuT0otEreyMEciGcm5YHrF2kg3RtFPWHlkoVm5JsZgF3yYcsf+UfNTBgqjYLPTtsQZUGu8OEyOPZo2ysok',
  '/ceznYaEPxzLgbYcyN3kAlrtz3etNsiick8TMGyD9dbfuWV0Aq0vf9v/D53YTejOL07/alr5hpfrvx/7P4G95f+34Ank/pkWNE3AEOQMuAN5mp4KMPz43Bh+',
  'vgPXtmB99vM/5zC3/u7GjRs3fgn+CAAA//8L6PafABYAAA==',
].join('');

const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuy3XqRkwAh/j8EBG5523
b4J8J04dBE/O6uhZEwooPDpW80mvG0qZ90EmwqqCOi05SheOLutofqlZjeCp+wko
0zmA91R5I5bXlqpj44msy11gbZu7L7uRE5xuB9c97FQjCRJ6SpmqX9ct/iS92Skl
5AzSOTZah24s6sNdXkzVP1OGG4LHf9lAxG70tgarq29y3fs9NcCxdkAzP2RBXasv
MbdHYH8ejjBHSWvblpDd9tYVeexSRAhYjy5CCWPH1uvTy5xpGvRd5BsW9vmlFClT
19BcuSp/5aDaKIdT4/C5CyScPiBWC0wjUmCNIbdBrwkjYZ96YFFms3032AoDi/Sg
xQIDAQAB
-----END PUBLIC KEY-----
`;

/** The same with `--signing-alg HS256` and the secret "secret". */
const SIGNED_HMAC = [
  'H4sIAAAAAAAA/+yX3W7iOBTHe81TRL7ugB0+pkWaC6YB6kxtxDaB2jMjZEIgNnHI5IMmqfpA+xz7YitYaatpL6rRio52Jr+LHCuyfP62/Ld9WiuRiaZKd9HZ',
  'yYAQwh6ExwhfRojM9r/t43+EYLdzZsDTSXoiTzORnMH/nOv55P4nPAARx6D/AJZyA/rIbHe6vfcXl/CpdQ5CqWUG+qgJz0EK+uBLDmHbE8fgH75m768/v+Qm',
  'NC/A42PjZ0+p5gdopYnXEnHcipuJv9mdJMdr/oc9+Nz/79u1/9+EWHhbsfENEceNhgjD3b0h14aM4jxrFsaHD8bxfhBx3DyeArW5fzFazVRuIpHliZ+e6hnw',
  'iv8PV80z/5sdhGr/vwUPDQM87QDQNz43DAP4pR0sx56cSBu7FUZU4hTrLOZXuIf1HyHXI7S8nsqbKxv6d4NDv08zNJXradMvbS3mReiVuDdvp3KpRxm/xT0c',
  '0ZKVl4F3Pdh7V92Sz1d7LO+lGI8qcRhWeQUx3fZkPuzQyg4nFi65Ne1wPewyPdoSh5RE4YJarE0sApnCFdfTNhmTLjGpYg4uJg4rJpZbMJMHE2umiXIPEoPl',
  'eLX3dAjFGB6kOrfDYUaUa+IIpn5p52yOQqx2ko9HkN12v3nmZf6dNk2DibOt2HwmqTNExBpCUm0KarIut2aaVgSRyi1ZNQuZY0umGGLKLWnFA26xLlWkIM4U',
  'UrWFfMzVxCImc8gPabvRKFjqUPM7Cr9fN3tLTLfDnE3BxwRxNYCsChRxPMjnoy21ZltubTpUfZREUUmtbcGcwT2tRopbU5PMccnVSJJqWNLqsJa2JI73ija0',
  'urmyE34XvtgS62lz0RkWC0oXs0isetfBp8W7KbyI330rEceBZgP3o31v3iXjjt6BhvH1vGGAOMw3MgJ9AyxW/lrkYQYajz/bG78DraYWkVz7aXa6HK+//17W',
  'fz2zPv/fggeQ+HuZyl0E+iBB4Bwku12Wgv7nY2H49RwcyoLF3k/+6YPq+q6mpqbml+DvAAAA//9Su+PQABYAAA==',
].join('');

const MODULE = 'package app\n\nallow if input.x == data.app.limit\n';
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const EC_KEY = publicKey.export({ type: 'spki', format: 'pem' }).toString();

type Files = Readonly<Record<string, string>>;

function header(name: string, size: number, kind: string = '0'): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write('0000600\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.fill(' ', 148, 156);
  block.write(kind, 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function entry(name: string, text: string, kind?: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([header(name, bytes.length, kind), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

function tar(files: Files): Buffer {
  return gzipSync(Buffer.concat([...Object.entries(files).map(([name, text]) => entry(name, text)), Buffer.alloc(1024)]));
}

/** Signs as OPA does, with the digests that were computed elsewhere. */
function signatures(files: readonly object[], more: object = {}): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const message = `${encode({ alg: 'ES256' })}.${encode({ files, ...more })}`;
  const signature = createSign('sha256').update(message).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return JSON.stringify({ signatures: [`${message}.${signature}`] });
}

function verification(key: string, algorithm: string, more: Partial<BundleVerification> = {}): BundleVerification {
  return { key, algorithm, keyId: 'default', scope: '', isExcluded: () => false, ...more };
}

describe('bundles', () => {
  let root = '';
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'seawall-bundles-'));
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const read = (bytes: Buffer, verify?: BundleVerification, name: string = 'b.tar.gz'): ReturnType<typeof readBundles> => {
    writeFileSync(join(root, name), bytes);
    return readBundles([name], { cwd: root, accepts: () => true, ...(verify && { verification: verify }) });
  };
  const messageOf = (bytes: Buffer, verify?: BundleVerification): string => read(bytes, verify).problems[0]?.message ?? 'no problem';
  const folder = (name: string, files: Files): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name, path)), { recursive: true });
      writeFileSync(join(root, name, path), text);
    }
  };

  it('are read as opa build makes them, and their signatures hold', () => {
    for (const [text, verify] of [
      [SIGNED_RSA, verification(PUBLIC_KEY, 'RS256')],
      [SIGNED_HMAC, verification('secret', 'HS256')],
    ] as const) {
      const { modules, data, problems } = read(Buffer.from(text, 'base64'), verify);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        modules.map(({ name, version }) => [name, version]),
        [['b.tar.gz/src/app/p.rego', 'v1']],
      );
      assert.match(formatJson(data), /"big":12345678901234567890,"limit":1/);
    }
  });

  it('are refused where the key, the algorithm or the scope is another one', () => {
    const rsa = Buffer.from(SIGNED_RSA, 'base64');
    assert.equal(messageOf(rsa, verification(EC_KEY, 'ES256')), 'failed to verify JWT signature');
    assert.equal(messageOf(rsa, verification(PUBLIC_KEY, 'PS256')), 'failed to verify JWT signature');
    assert.equal(messageOf(rsa, verification(PUBLIC_KEY, 'HS256')), 'failed to verify JWT signature');
    assert.equal(messageOf(rsa, verification('no key', 'RS256')), 'failed to parse PEM block containing the key');
    assert.equal(messageOf(rsa, verification(PUBLIC_KEY, 'RS256', { scope: 'write' })), 'scope mismatch');
    assert.equal(messageOf(tar({ 'p.rego': MODULE }), verification(PUBLIC_KEY, 'RS256')), 'bundle missing .signatures.json file');
  });

  it('are refused where a signed file was changed, is missing, or one was added', () => {
    const signed = { name: 'p.rego', hash: sha256(MODULE), algorithm: 'SHA-256' };
    const data = { name: 'data.json', hash: sha256('{"a":1.0,"b":[true,null]}'), algorithm: 'SHA-256' };
    const key = verification(EC_KEY, 'ES256');
    const whole = { '/.signatures.json': signatures([signed, data]), '/p.rego': MODULE, '/data.json': ' {"b": [true, null], "a": 1.0}' };
    assert.deepEqual(read(tar(whole), key).problems, []);
    assert.match(messageOf(tar({ ...whole, '/p.rego': `${MODULE}allow := true` }), key), /^digest mismatch/);
    assert.match(messageOf(tar({ ...whole, '/data.json': '{"b": [true, null], "a": 1}' }), key), /^digest mismatch/);
    assert.equal(messageOf(tar({ ...whole, '/q.rego': MODULE }), key), 'file q.rego not included in bundle signature');
    assert.deepEqual(read(tar({ ...whole, '/q.txt': MODULE }), { ...key, isExcluded: (path) => path === 'q.txt' }).problems, []);
    const { '/p.rego': _, ...without } = whole;
    assert.match(messageOf(tar(without), key), /\[p\.rego\] specified in bundle signatures but not found/);
    assert.deepEqual(read(tar({ ...whole, '/q.rego': MODULE }), key).modules, []);
  });

  it('keep to the roots of their manifests', () => {
    assert.match(messageOf(tar({ '.manifest': '{"roots": ["a", "a/b"]}' })), /^manifest has overlapped roots: 'a' and 'a\/b'/);
    assert.match(messageOf(tar({ '.manifest': '{"roots": ["a"]}', 'p.rego': MODULE })), /do not permit 'package app' in module 'p.rego'/);
    assert.match(messageOf(tar({ '.manifest': '{"roots": ["a"]}', 'data.json': '{"a": 1, "b": 2}' })), /do not permit data at path '\/b'/);
    assert.deepEqual(read(tar({ '.manifest': '{"roots": ["a/b"]}', 'a/data.yaml': 'b: 1' })).problems, []);
    assert.match(messageOf(tar({ '.manifest': '{"rego_version": 7}' })), /rego_version is 7/);
    assert.match(messageOf(tar({ 'policy.wasm': '' })), /WebAssembly/);
    assert.match(messageOf(tar({ 'patch.json': '{}' })), /delta bundle/);
  });

  it('say which version of Rego each of their files has', () => {
    const manifest = JSON.stringify({ rego_version: 1, file_rego_versions: { '/old/*.rego': 0 } });
    const { modules } = read(tar({ '.manifest': manifest, 'p.rego': MODULE, 'old/q.rego': 'package q\nallow { true }' }));
    assert.deepEqual(
      modules.map(({ version }) => version),
      ['v1', 'v0'],
    );
  });

  it('may be several, as long as none owns what another does', () => {
    folder('one', { '.manifest': '{"roots": ["one"]}', 'one/data.json': '{"x": 1}' });
    folder('two', { '.manifest': '{"roots": ["two"]}', 'two/data.json': '{"x": 2}' });
    folder('all', { 'data.json': '{"y": 2}' });
    const options = { cwd: root, accepts: () => true };
    assert.equal(formatJson(readBundles(['one', './two/'], options).data), '{"one":{"x":1},"two":{"x":2}}');
    const { problems, data } = readBundles(['one', 'all'], options);
    assert.match(problems[0]?.message ?? '', /\[all, one\] have overlapping roots .* \[all\] specify empty root paths/);
    assert.equal(formatJson(data), '{}');
  });

  it('are no way out of the folder, nor a way to use up the memory', () => {
    assert.equal(messageOf(tar({ '../p.rego': MODULE })), 'a file is called "../p.rego"');
    assert.equal(messageOf(tar({ 'a/../../p.rego': MODULE })), 'a file is called "a/../../p.rego"');
    assert.equal(messageOf(tar({ 'p.rego': MODULE, '/p.rego': MODULE })), 'the bundle holds two files of that name');
    assert.equal(messageOf(gzipSync(Buffer.alloc(300_000_000))), 'the bundle unpacks to more than the 256 MB that are read');
    assert.equal(messageOf(Buffer.from('no archive')), 'it is no archive compressed with gzip');
    assert.match(messageOf(gzipSync(Buffer.alloc(600, 'x'))), /wrong checksum/);
    assert.match(messageOf(gzipSync(header('p.rego', 4096))), /ends within a file of 4096 bytes/);
    assert.deepEqual(read(gzipSync(entry('p.rego', '/etc/passwd', '2'))).modules, []);
    folder('links', { 'p.rego': MODULE });
    symlinkSync('/etc/hostname', join(root, 'links/data.json'));
    const { modules, data } = readBundles(['links'], { cwd: root, accepts: () => true });
    assert.equal(modules.length, 1);
    assert.equal(formatJson(data), '{}');
  });

  it('have long names as pax and GNU write them', () => {
    const long = `${'folder/'.repeat(30)}p.rego`;
    const record = ` path=${long}\n`;
    const pax = entry('x', `${record.length + 3}${record}`, 'x');
    const gnu = entry('././@LongLink', `${long.replace('p.rego', 'q.rego')}\0`, 'L');
    const archive = Buffer.concat([pax, entry('short', MODULE), gnu, entry('short', MODULE), entry('r.rego', MODULE), Buffer.alloc(1024)]);
    assert.deepEqual(
      read(gzipSync(archive)).modules.map(({ name }) => name.slice(-6)),
      ['p.rego', 'q.rego', 'r.rego'],
    );
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { readRequestSubject } from './certificate-request.ts';

const OPENSSL = spawnSync('openssl', ['version']).status === 0;
if (!OPENSSL && process.env['CI'] === 'true') throw new Error('openssl is needed in CI');

function request(subject: string, ...more: string[]): string {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', '/dev/null'];
  const made = spawnSync('openssl', ['req', '-new', ...key, '-subj', subject, ...more], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  return made.stdout;
}

function read(pem: string): string[] | undefined {
  return readRequestSubject(pem)?.map(({ type, value }) => `${type}=${value}`);
}

describe('readRequestSubject', { skip: !OPENSSL && 'openssl is not installed' }, () => {
  it('reads the names that openssl wrote, in their order', () => {
    assert.deepEqual(read(request('/O=system:masters/O=developers/CN=bot')), [
      '2.5.4.10=system:masters',
      '2.5.4.10=developers',
      '2.5.4.3=bot',
    ]);
    assert.deepEqual(read(request('/O=Bäckerei/CN=größe', '-utf8')), ['2.5.4.10=Bäckerei', '2.5.4.3=größe']);
    assert.deepEqual(read(request('/')), []);
  });

  it('reads several names in one set', () => {
    assert.deepEqual(read(request('/O=a+CN=b', '-multivalue-rdn'))?.sort(), ['2.5.4.10=a', '2.5.4.3=b']);
  });

  it('is not fooled by the bytes of a name inside another value', () => {
    assert.deepEqual(read(request('/CN=U\u0004\nsystem', '-utf8')), ['2.5.4.3=U\u0004\nsystem']);
  });

  it('refuses what is no request, at whatever byte it is cut', () => {
    const pem = request('/O=team/CN=bot');
    const der = Buffer.from(pem.replaceAll(/-----[^-]+-----/g, ''), 'base64');
    const wrap = (bytes: Buffer): string =>
      `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
    assert.deepEqual(read(wrap(der)), ['2.5.4.10=team', '2.5.4.3=bot']);
    for (let length = 1; length < der.length; length++) assert.equal(read(wrap(der.subarray(0, length))), undefined);
    assert.equal(readRequestSubject('no PEM'), undefined);
  });
});

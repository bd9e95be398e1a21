import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { findAuditLogs, readAuditLog } from './audit-log.ts';

function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = mkdtempSync(join(tmpdir(), 'seawall-'));
  mkdirSync(join(path, 'logs'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

async function read(name: string, cwd: string): Promise<{ readonly lines: readonly string[]; readonly problem: string | undefined }> {
  const lines: string[] = [];
  const problem = await readAuditLog(name, cwd, { text: (text) => lines.push(text), tooLong: () => lines.push('too long') });
  return { lines, problem: problem && `${problem.code}: ${problem.message}` };
}

const LINES = Array.from({ length: 50_000 }, (_, index) => `{"n":${index},"t":"${(index * 2_654_435_761) % 4_294_967_296}"}`);

describe('audit logs', () => {
  it('are found by file, folder and pattern, each once', () => {
    const cwd = folder({
      'logs/audit.log': '',
      'logs/audit-2026-10-01T00-00-00.000.log': '',
      'logs/audit.log.1': '',
      'logs/audit.log.2.gz': '',
      'logs/policy.yaml': '',
    });
    const all = ['logs/audit-2026-10-01T00-00-00.000.log', 'logs/audit.log', 'logs/audit.log.1', 'logs/audit.log.2.gz'];
    assert.deepEqual(findAuditLogs(['logs'], cwd), { names: all, problems: [] });
    assert.deepEqual(findAuditLogs(['logs/audit.log', './logs', 'logs/*.1'], cwd).names.length, 4);
    assert.deepEqual(findAuditLogs(['logs/audit.*'], cwd).names, all.slice(1));
    assert.deepEqual(
      findAuditLogs(['none.log', 'logs/*.none', '-'], cwd).problems.map(({ code, file }) => [code, file]),
      [
        ['unreadable', 'none.log'],
        ['unreadable', 'logs/*.none'],
      ],
    );
  });

  it('are read plain and packed, several members of an archive included', async () => {
    const text = `${LINES.join('\n')}\n`;
    const packed = Buffer.concat([gzipSync(text.slice(0, 1_000_000)), gzipSync(text.slice(1_000_000))]);
    const cwd = folder({ plain: text, packed });
    assert.deepEqual((await read('plain', cwd)).lines, LINES);
    assert.deepEqual((await read('packed', cwd)).lines, LINES);
  });

  it('count as far as they can be read when an archive is cut off or damaged', async () => {
    const packed = gzipSync(`${LINES.join('\n')}\n`);
    const cwd = folder({
      cut: packed.subarray(0, packed.length >> 1),
      bad: Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8, 7)]),
    });
    for (const [name, expected] of [
      ['cut', /^not-evaluated: the archive is cut off/],
      ['bad', /^not-evaluated: the archive is damaged/],
    ] as const) {
      const { lines, problem } = await read(name, cwd);
      assert.match(problem ?? '', expected);
      assert.ok(lines.length > 10_000, `${name}: ${lines.length}`);
      assert.deepEqual(lines.slice(0, -1), LINES.slice(0, lines.length - 1));
    }
  });

  it('name what cannot be opened', async () => {
    assert.match((await read('none', folder({}))).problem ?? '', /^unreadable: no such file/);
  });
});

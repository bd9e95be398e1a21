import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseConfiguration } from '../parse.ts';

const DEFINITION = `syntax = "proto3"; package a;
enum E { Z = 0; O = 1; }
message In { int32 n = 1; In sub = 2; }
message M { string name = 1; int64 big = 2; bytes raw = 3; E e = 4; repeated int32 xs = 5; map<string, In> m = 6; oneof c { string s = 7; In i = 8; } }`;

async function read(text: string): ReturnType<typeof parseConfiguration> {
  const protoFiles = [{ name: 'a.proto', text: DEFINITION }];
  return parseConfiguration('textproto', `# proto-message: a.M\n${text}`, { file: 'a.textproto', protoFiles });
}

async function refuses(text: string, message: RegExp): Promise<void> {
  const outcome = await read(text);
  assert.ok(!outcome.ok);
  assert.match(outcome.problems[0]?.message ?? '', message);
}

describe('textproto', () => {
  it('shows fields as protojson does', async () => {
    const outcome = await read('name: "a\\303\\251" big: -5 raw: "\\x01z" e: O xs: [1, 2] xs: 0x3 m { key: "k" value { n: 1 } } s: ""');
    assert.ok(outcome.ok, JSON.stringify(outcome.problems));
    assert.deepEqual(outcome.value.documents, [{ name: 'aé', big: '-5', raw: 'AXo=', e: 'O', xs: [1, 2, 3], m: { k: { n: 1 } }, s: '' }]);
  });

  it('tells what the definition does not allow', async () => {
    await refuses('zz: 1', /no field zz/);
    await refuses('s: "x" i {}', /oneof/);
    await refuses('xs: 3000000000', /range/);
    await refuses('name "x"', /colon/);
    await refuses(`i { ${'sub { '.repeat(10_000)}`, /nested/);
  });
});

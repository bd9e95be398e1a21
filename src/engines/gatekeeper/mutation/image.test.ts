import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkImageParts, splitImage, withImageParts } from './image.ts';

const SHA = `@sha256:${'a'.repeat(64)}`;

describe('references to images', () => {
  const divided: readonly (readonly [string, string, string, string])[] = [
    ['nginx', '', 'nginx', ''],
    ['nginx:1.25', '', 'nginx', ':1.25'],
    ['library/nginx:1', '', 'library/nginx', ':1'],
    ['gcr.io/a/b:c', 'gcr.io', 'a/b', ':c'],
    ['localhost/a', 'localhost', 'a', ''],
    ['reg:5000/a/b', 'reg:5000', 'a/b', ''],
    [`gcr.io/a${SHA}`, 'gcr.io', 'a', SHA],
    [`a:1${SHA}`, '', 'a', `:1${SHA}`],
    ['', '', '', ''],
  ];
  for (const [text, domain, path, tag] of divided) {
    it(`are divided: ${text}`, () => assert.deepEqual(splitImage(text), { domain, path, tag }));
  }

  it('change in the parts that are given', () => {
    const parts = { domain: '', path: '', tag: '' };
    assert.equal(withImageParts('nginx:1', { ...parts, domain: 'gcr.io' }), 'gcr.io/nginx:1');
    assert.equal(withImageParts('quay.io/a/b:1', { ...parts, path: 'c' }), 'quay.io/c:1');
    assert.equal(withImageParts(`quay.io/a/b${SHA}`, { ...parts, tag: ':2' }), 'quay.io/a/b:2');
    assert.equal(withImageParts('', { domain: 'gcr.io', path: 'a', tag: ':1' }), 'gcr.io/a:1');
  });

  it('take only parts that are read again as what they are', () => {
    const check = (domain: string, path: string, tag: string): string => checkImageParts({ domain, path, tag })?.message ?? '';
    assert.match(check('', '', ''), /one of assignDomain, assignPath and assignTag/);
    assert.match(check('registry', '', ''), /not a full domain name/);
    assert.match(check('gcr.io/', '', ''), /not a full domain name/);
    assert.match(check('', 'UPPER', ''), /not the path of an image/);
    assert.match(check('', 'a:1', ''), /not the path/);
    assert.match(check('', 'gcr.io/a', ''), /begins like a domain/);
    assert.match(check('', '', 'v1'), /not a tag that begins with ":"/);
    assert.match(check('', '', '@sha256:abc'), /not a tag/);
    assert.equal(check('localhost:5000', 'a__b/c.d--e', SHA), '');
    assert.equal(check('quay.io', 'gcr.io/a', ':1'), '');
  });

  it('do not change again once they were changed', () => {
    const part = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom('', ...values);
    const parts = fc.record({ domain: part(['gcr.io', 'localhost:1']), path: part(['a/b', 'x', 'gcr.io/y']), tag: part([':1', SHA]) });
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z.:/@-]{0,20}$/), parts, (image, given) => {
        fc.pre(checkImageParts(given) === undefined && splitImage(image).path !== '');
        const once = withImageParts(image, given);
        fc.pre(splitImage(once).path === (given.path || splitImage(image).path));
        assert.equal(withImageParts(once, given), once);
      }),
    );
  });
});

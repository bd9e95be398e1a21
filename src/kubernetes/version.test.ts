import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareVersions, formatVersion, LATEST_VERSION, parseVersion } from './version.ts';

describe('versions of Kubernetes', () => {
  it('are read in the forms in which people write them', () => {
    for (const text of ['v1.29', '1.29', '1.29.3', 'v1.29.11']) assert.deepEqual(parseVersion(text), { major: 1, minor: 29 }, text);
    assert.equal(parseVersion('latest'), LATEST_VERSION);
    for (const text of ['', '1', 'v1', '1.x', '1.29-rc.1', ' 1.29', '1.29.', '1.2999']) assert.equal(parseVersion(text), undefined, text);
  });

  it('are ordered by number, not by text', () => {
    const versions = ['1.9', '1.30', '2.0', '1.29'].map((text) => parseVersion(text) ?? LATEST_VERSION);
    assert.deepEqual(versions.sort(compareVersions).map(formatVersion), ['v1.9', 'v1.29', 'v1.30', 'v2.0']);
  });
});

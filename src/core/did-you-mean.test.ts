import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import { array, assert as assertProperty, property, string } from 'fast-check';
import { didYouMean } from './did-you-mean.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 20_000 : 500;

const FIELDS = [
  'allowPrivilegeEscalation',
  'capabilities',
  'privileged',
  'readOnly',
  'readOnlyRootFilesystem',
  'runAsNonRoot',
  'cidr',
  'env',
  'envFrom',
  'name',
];

describe('the word that was meant', () => {
  it('is the nearest one', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['AllowPrivilegeEscalation', 'allowPrivilegeEscalation'],
      ['allowPriviledgeEscalation', 'allowPrivilegeEscalation'],
      ['priviledged', 'privileged'],
      ['privelaged', 'privileged'],
      ['readonly', 'readOnly'],
      ['readOnlyRootFileSystem', 'readOnlyRootFilesystem'],
      ['runasnonroot', 'runAsNonRoot'],
      ['capabilites', 'capabilities'],
      ['CIDR', 'cidr'],
      ['cdir', 'cidr'],
      ['nmae', 'name'],
      ['envfrom', 'envFrom'],
      ['evn', 'env'],
    ];
    for (const [word, meant] of cases) assert.equal(didYouMean(word, FIELDS), meant, word);
  });

  it('is none where none is near', () => {
    for (const word of ['image', 'x', '', 'securityContext', 'volumeMounts']) assert.equal(didYouMean(word, FIELDS), undefined, word);
  });

  it('is the first among equals', () => {
    assert.equal(didYouMean('cat', ['bat', 'hat']), 'bat');
  });

  it('is the word itself, whatever its case, and never one that differs in more than a third of its letters', () => {
    assertProperty(
      property(string({ minLength: 1, maxLength: 12 }), array(string({ maxLength: 12 })), (word, others) => {
        assert.equal(didYouMean(word, [...others.filter((other) => other.toLowerCase() !== word.toLowerCase()), word]), word);
        const found = didYouMean(word, others);
        if (found !== undefined) assert.ok(Math.abs(found.length - word.length) <= Math.max(1, Math.floor(word.length / 3)));
      }),
      { numRuns: RUNS },
    );
  });
});

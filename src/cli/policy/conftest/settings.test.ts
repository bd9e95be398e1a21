import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSettings, type SettingSources, type Settings } from './settings.ts';

function settings(sources: Partial<SettingSources>): Settings {
  return createSettings({ options: {}, environment: {}, file: new Map(), ...sources });
}

describe('settings of Conftest', () => {
  it('come from the command line, then the environment, then the file, then the defaults', () => {
    const sources: SettingSources = {
      options: { policy: ['a'], allNamespaces: true, color: false },
      environment: { CONFTEST_POLICY: 'b', CONFTEST_NAMESPACE: 'x,y', CONFTEST_FAIL_ON_WARN: '1', CONFTEST_QUIET: '' },
      file: new Map<string, unknown>([
        ['policy', 'c'],
        ['namespace', ['z']],
        ['quiet', true],
        ['output', 'tap'],
      ]),
    };
    const all = createSettings(sources);
    assert.deepEqual(all.list('policy'), ['a']);
    assert.deepEqual(all.list('namespace'), ['x', 'y']);
    assert.deepEqual(all.list('data'), []);
    assert.deepEqual(
      [all.isOn('all-namespaces'), all.isOn('fail-on-warn'), all.isOn('quiet'), all.isOn('no-color'), all.isOn('trace')],
      [true, true, true, true, false],
    );
    assert.equal(all.text('output'), 'tap');
    assert.deepEqual(settings({}).list('policy'), ['policy']);
  });

  it('read a switch that begins with no from where it is named', () => {
    assert.equal(settings({ options: { fail: true } }).isOn('no-fail'), false);
    assert.equal(settings({ options: { fail: false } }).isOn('no-fail'), true);
    assert.equal(settings({ options: { fail: true }, file: new Map([['no-fail', true]]) }).isOn('no-fail'), true);
  });

  it('refuse values of a wrong kind', () => {
    const file = new Map<string, unknown>([
      ['policy', 3],
      ['quiet', 'perhaps'],
      ['output', ['tap']],
    ]);
    const wrong = settings({ file });
    assert.throws(() => wrong.list('policy'), /the setting policy must be a list of texts/);
    assert.throws(() => wrong.isOn('quiet'), /the setting quiet must be true or false/);
    assert.throws(() => wrong.text('output'), /the setting output must be a text/);
  });
});

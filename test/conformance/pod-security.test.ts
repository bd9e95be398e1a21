import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { evaluatePodSecurity } from '../../src/engines/pod-security/index.ts';
import { readInventory } from '../../src/inventory/index.ts';
import { parseVersion } from '../../src/kubernetes/index.ts';
import { conformancePath, skipWithout } from './data.ts';

interface Fixture {
  readonly id: string;
  readonly manifest: string;
  readonly cases: readonly {
    readonly level: 'baseline' | 'restricted';
    readonly verdict: 'pass' | 'fail';
    readonly check: string;
    readonly file: string;
    readonly versions: readonly string[];
  }[];
}

describe('the fixtures of Pod Security admission', { skip: skipWithout('pod-security') }, () => {
  it('agree in level, verdict and violated check, all 4,537 of them', () => {
    const fixtures = readFileSync(conformancePath('pod-security/cases.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Fixture);
    const substrings = JSON.parse(readFileSync(conformancePath('pod-security/error-substrings.json'), 'utf8')) as Record<string, string[]>;
    const wrong: string[] = [];
    let count = 0;
    for (const fixture of fixtures) {
      const inventory = readInventory([{ name: `${fixture.id}.yaml`, text: fixture.manifest }]);
      const pod = inventory.objects[0]?.pods[0];
      assert.ok(pod, fixture.id);
      for (const { level, verdict, check, file, versions } of fixture.cases) {
        for (const text of versions) {
          count++;
          const version = parseVersion(text);
          assert.ok(version, text);
          const violations = evaluatePodSecurity(pod, level, version);
          // At the restricted level a stricter control may stand in for the named one, which then shows at its own level.
          const named = [...violations, ...evaluatePodSecurity(pod, 'baseline', version)].some((violation) => violation.check === check);
          const says = (part: string): boolean => violations.some(({ reason, detail }) => `${reason} (${detail})`.includes(part));
          const agrees =
            verdict === 'pass' ? violations.length === 0 : violations.length > 0 && named && (substrings[check] ?? []).every(says);
          if (!agrees)
            wrong.push(
              `${level} ${text} ${file}: ${verdict} expected, violated: ${violations.map((one) => one.check).join(', ') || 'nothing'}`,
            );
        }
      }
    }
    assert.deepEqual(wrong, []);
    assert.equal(count, 4537);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseConfiguration } from '../parse.ts';

async function read(text: string): Promise<unknown> {
  const outcome = await parseConfiguration('cyclonedx', text, { file: 'bom' });
  assert.ok(outcome.ok, JSON.stringify(outcome.problems));
  return outcome.value.documents[0];
}

async function refuses(text: string, message: RegExp, code = 'unparsable'): Promise<void> {
  const outcome = await parseConfiguration('cyclonedx', text, { file: 'bom' });
  assert.ok(!outcome.ok, text.slice(0, 200));
  assert.match(outcome.problems[0]?.message ?? '', message);
  assert.equal(outcome.problems[0]?.code, code);
}

function bill(inner: string): string {
  return `<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">${inner}</bom>`;
}

const EMPTY = { bomFormat: '', specVersion: 'SpecVersion(0)', version: 1 };

/** Each expected value is what `conftest parse --parser cyclonedx` 0.71.1 prints. */
describe('CycloneDX', () => {
  it('shows JSON as it is, beside what CycloneDX does not know', async () => {
    assert.deepEqual(await read('{"specVersion":"1.4","a":{"b":[1]}}'), { specVersion: '1.4', a: { b: [1] } });
  });

  it('refuses JSON whose members have other types', async () => {
    await refuses('{"version":"x"}', /version must be an integer/);
    await refuses('{"components":{}}', /components must be a list/);
    await refuses('{"components":[{"name":1}]}', /components\.0\.name must be a text/);
    await refuses('{"specVersion":"9.9"}', /no version of CycloneDX/);
    await refuses('[]', /must be an object/);
  });

  it('turns XML into what JSON would say, without empty lists', async () => {
    assert.deepEqual(
      await read(
        bill(
          '<components/><dependencies><dependency ref="a"><dependency ref="b"/></dependency></dependencies>' +
            '<properties><property name="p">v</property></properties><unknown/>',
        ),
      ),
      { ...EMPTY, dependencies: [{ ref: 'a', dependsOn: ['b'] }], properties: [{ name: 'p', value: 'v' }] },
    );
  });

  it('reads licenses, tools and evidence in the forms of XML', async () => {
    const licenses = '<licenses><license><id>MIT</id></license><expression acknowledgement="declared">A OR B</expression></licenses>';
    const identity = '<evidence><identity><field>purl</field><confidence>0.7</confidence></identity></evidence>';
    const component = `<component type="library" bom-ref="r"><name> a b </name>${licenses}${identity}</component>`;
    assert.deepEqual(await read(bill(`<metadata><tools><tool><name>t</name></tool></tools>${component}</metadata>`)), {
      ...EMPTY,
      metadata: {
        tools: [{ name: 't' }],
        component: {
          type: 'library',
          'bom-ref': 'r',
          name: ' a b ',
          licenses: [{ license: { id: 'MIT' } }, { expression: 'A OR B', acknowledgement: 'declared' }],
          evidence: { identity: [{ field: 'purl', confidence: 0.7 }] },
        },
      },
    });
  });

  it('tells what is wrong with XML', async () => {
    await refuses('<foo/>', /not bom/);
    await refuses('<bom version="x"/>', /must be an integer/);
    await refuses(bill('<metadata><tools/></metadata>'), /no tool/);
    await refuses(bill('<components><component><licenses><license/></licenses></component></components>'), /neither an id nor a name/);
    await refuses('plain text', /neither JSON nor XML/);
  });

  it('ends early on nesting beyond its bound', async () => {
    await refuses(`<bom>${'<components><component>'.repeat(50_000)}`, /nested/, 'limit');
    await refuses(`{"a":${'['.repeat(100_000)}`, /./);
  });
});

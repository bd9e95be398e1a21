import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Location, type LocationNode, printLocation } from './location.ts';
import { parseLocation } from './parse-location.ts';

const object = (name: string): LocationNode => ({ kind: 'object', name });
const list = (key: string, value?: string | number): LocationNode => ({ kind: 'list', key, value });

const ANY_LOCATION: fc.Arbitrary<Location> = fc
  .array(
    fc.tuple(
      fc.string({ unit: 'binary' }),
      fc.option(fc.tuple(fc.string(), fc.oneof(fc.string(), fc.nat(), fc.constant(undefined))), { nil: undefined }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((steps) => steps.flatMap(([name, items]): LocationNode[] => [object(name), ...(items ? [list(items[0], items[1])] : [])]));

describe('locations', () => {
  const read: readonly (readonly [string, Location])[] = [
    ['spec', [object('spec')]],
    ['spec.containers[name: foo].image', [object('spec'), object('containers'), list('name', 'foo'), object('image')]],
    ['spec.containers[name:*]', [object('spec'), object('containers'), list('name')]],
    ['ports[containerPort: 8080]', [object('ports'), list('containerPort', 8080)]],
    ['ports[containerPort: "8080"]', [object('ports'), list('containerPort', '8080')]],
    ['labels."app.kubernetes.io/name"', [object('labels'), object('app.kubernetes.io/name')]],
    [String.raw`a.'it\'s'."\"\\"`, [object('a'), object("it's"), object('"\\')]],
    ['  a . b\t[ "k y" : \'v\' ]\n. c ', [object('a'), object('b'), list('k y', 'v'), object('c')]],
    ['-a._', [object('-a'), object('_')]],
    ['a[k: ""]', [object('a'), list('k', '')]],
    ['', []],
  ];
  for (const [text, location] of read) it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(parseLocation(text), location));

  const wrong: readonly (readonly [string, number, RegExp])[] = [
    ['spec.', 4, /ends with a dot/],
    ['.spec', 0, /expected the name of a field, found "\."/],
    ['a..b', 2, /expected the name of a field/],
    ['a b', 2, /expected "\." or the end, found "b"/],
    ['a.1b', 2, /expected the name of a field, found "1"/],
    ['[name: x]', 0, /expected the name of a field/],
    ['a[name: x][name: y]', 10, /expected "\." or the end/],
    ['a[name x]', 7, /expected ":" after the key field name, found "x"/],
    ['a[name: ]', 8, /expected a value of the key field, or \*/],
    ['a[*: x]', 2, /expected the key field of the list/],
    ['a[name: x', 9, /expected "\]", found the end/],
    ['a."b', 2, /the quote is not closed/],
    ['a."b\\', 2, /the quote is not closed/],
    ['a.b/c', 3, /the character "\/" has to stand in quotes/],
    ['a[p: 9223372036854775808]', 5, /larger than any whole number of 64 bits/],
  ];
  for (const [text, offset, message] of wrong) {
    it(`refuses ${JSON.stringify(text)} and says where`, () => {
      const mistake = parseLocation(text);
      assert.ok('message' in mistake, JSON.stringify(mistake));
      assert.equal(mistake.offset, offset);
      assert.match(mistake.message, message);
    });
  }

  it('are bounded in length and in steps', () => {
    assert.ok('message' in parseLocation('a'.repeat(10_001)));
    assert.ok('message' in parseLocation('a.'.repeat(600).slice(0, -1)));
  });

  it('read as they are printed', () => {
    fc.assert(fc.property(ANY_LOCATION, (location) => assert.deepEqual(parseLocation(printLocation(location)), location)));
  });

  it('never fail on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const location = parseLocation(text);
        if (!('message' in location)) assert.deepEqual(parseLocation(printLocation(location)), location);
        else assert.ok(location.offset <= text.length);
      }),
    );
  });
});

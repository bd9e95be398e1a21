import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { splitEvents } from './split-events.ts';

interface Split {
  readonly texts: readonly (readonly [number, unknown])[];
  readonly tooLong: readonly number[];
}

/** Feeds a text in pieces of the given sizes. */
function split(text: string, sizes: readonly number[] = [1 << 20], limit = 1000): Split {
  const texts: (readonly [number, unknown])[] = [];
  const tooLong: number[] = [];
  const splitter = splitEvents({ text: (one, line) => texts.push([line, parse(one)]), tooLong: (line) => tooLong.push(line) }, limit);
  const bytes = Buffer.from(text);
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const size = sizes[index % sizes.length] ?? 1;
    // A buffer of its own: what is fed is only valid during the call.
    splitter.feed(Uint8Array.prototype.slice.call(bytes, at, at + size));
    at += size;
  }
  splitter.end();
  return { texts, tooLong };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const event = fc.record({ kind: fc.constant('Event'), a: fc.string({ unit: 'binary' }), b: fc.jsonValue({ maxDepth: 2 }) });
const events = fc.array(event, { maxLength: 8 });
const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 });

describe('splitting a log', () => {
  it('gives each line with its number, blank ones left out, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(events, sizes, fc.constantFrom('\n', '\r\n', '\n\n'), fc.boolean(), (list, pieces, eol, hasEnd) => {
        const text = list.map((one) => JSON.stringify(one)).join(eol) + (hasEnd ? eol : '');
        const step = eol === '\n\n' ? 2 : 1;
        const expected = list.map((one, index) => [index * step + 1, JSON.parse(JSON.stringify(one))]);
        assert.deepEqual(split(text, pieces, 1e6).texts, expected);
      }),
    );
  });

  it('gives the members of a list of events, pretty-printed or on one line', () => {
    fc.assert(
      fc.property(events, sizes, fc.constantFrom(undefined, 2), fc.boolean(), (list, pieces, indent, isBare) => {
        const whole = isBare
          ? list
          : { kind: 'EventList', apiVersion: 'audit.k8s.io/v1', metadata: { a: '"items":[{' }, items: list, more: [{}] };
        const text = JSON.stringify(whole, undefined, indent);
        const plain = JSON.parse(JSON.stringify(list)) as unknown[];
        assert.deepEqual(
          split(text, pieces, 1e6)
            .texts.map(([, one]) => one)
            .slice(0, plain.length),
          plain,
        );
      }),
    );
  });

  it('gives pretty-printed events that follow each other, each with its first line', () => {
    const text = `${JSON.stringify({ kind: 'Event', n: 1, ips: ['a'] }, undefined, 2)}\n${JSON.stringify({ kind: 'Event', n: 2 }, undefined, 2)}\n`;
    assert.deepEqual(split(text, [7]).texts, [
      [1, { kind: 'Event', n: 1, ips: ['a'] }],
      [8, { kind: 'Event', n: 2 }],
    ]);
  });

  it('counts what is too long and goes on behind it', () => {
    const long = JSON.stringify({ a: 'x'.repeat(5000) });
    assert.deepEqual(split(`{"a":1}\n${long}\n{"a":2}\n`, [100]), {
      texts: [
        [1, { a: 1 }],
        [3, { a: 2 }],
      ],
      tooLong: [2],
    });
    assert.deepEqual(split(`[{"a":1},\n${long},\n{"a":2}]`, [100]), {
      texts: [
        [1, { a: 1 }],
        [3, { a: 2 }],
      ],
      tooLong: [2],
    });
  });

  it('gives a last line that is cut off, so that it is counted', () => {
    assert.deepEqual(split('{"a":1}\n{"a":').texts, [
      [1, { a: 1 }],
      [2, '{"a":'],
    ]);
    assert.deepEqual(split('[{"a":1},\n{"a":').texts, [
      [1, { a: 1 }],
      [2, '{"a":'],
    ]);
  });
});

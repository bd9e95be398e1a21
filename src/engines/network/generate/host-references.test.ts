import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { defaultPort, expandVariables, type HostReference, hostsIn, isHostKey } from './host-references.ts';

const hosts = (text: string, key?: string): HostReference[] => [...hostsIn(text, key)];

describe('hosts in texts', () => {
  it('are read with their port and scheme', () => {
    assert.deepEqual(hosts('redis:6379'), [{ host: 'redis', port: 6379 }]);
    assert.deepEqual(hosts('https://api.shop.example/v1?x'), [{ host: 'api.shop.example', scheme: 'https' }]);
    assert.deepEqual(hosts('jdbc:postgresql://db.data:5432/shop'), [{ host: 'db.data', port: 5432, scheme: 'postgresql' }]);
  });

  it('never carry a user or a password', () => {
    const found = [...hosts('postgres://shop:s3cret@db:5432/x'), ...hosts('root:s3cret@tcp(mysql:3306)/shop')];
    assert.ok(!JSON.stringify(found).includes('s3cret'));
    assert.ok(found.some(({ host, port }) => host === 'db' && port === 5432));
    assert.ok(found.some(({ host, port }) => host === 'mysql' && port === 3306));
  });

  it('are found in lists, flags and settings, with the name of the setting', () => {
    assert.deepEqual(
      hosts('kafka-0.kafka:9092,kafka-1.kafka:9092').map(({ host }) => host),
      ['kafka-0.kafka', 'kafka-1.kafka'],
    );
    assert.deepEqual(hosts('--db-host=postgres\n--verbose')[0], { host: 'postgres', key: '--db-host' });
    assert.deepEqual(hosts('serve\n--db-host\npostgres').at(-1), { host: 'postgres', key: '--db-host' });
    assert.deepEqual(hosts('host: postgres').at(-1), { host: 'postgres', key: 'host' });
    assert.deepEqual(hosts('postgres', 'DB_HOST'), [{ host: 'postgres', key: 'DB_HOST' }]);
  });

  it('get the port of the setting after them', () => {
    assert.equal(hosts('[OUTPUT]\n  Host  search.data.svc\n  Port  9200').find(({ host }) => host === 'search.data.svc')?.port, 9200);
    assert.equal(hosts('Host search.data.svc\nPort 99999').find(({ host }) => host === 'search.data.svc')?.port, undefined);
  });

  it('are not taken from comments of files', () => {
    assert.deepEqual(hosts('# see http://docs.example:80\n// and http://x.example\n').length, 0);
  });

  it('are not taken from impossible ports', () => {
    assert.deepEqual(hosts('redis:0'), []);
    assert.deepEqual(hosts('redis:99999'), []);
  });

  it('take time in proportion to the text', () => {
    for (const text of ['a.'.repeat(200_000), 'a://'.repeat(100_000), '@'.repeat(400_000), '-'.repeat(400_000), 'x '.repeat(200_000)]) {
      const start = performance.now();
      hosts(text);
      assert.ok(performance.now() - start < 5000, text.slice(0, 10));
    }
  });

  it('are read from any text without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => hosts(text).every(({ host }) => host.length > 0)));
  });
});

describe('the name of a setting', () => {
  it('says whether its value is a host by its last word', () => {
    assert.ok(['DB_HOST', '--redis-addr', 'apiUrl', 'spring.datasource.url', 'KAFKA_BROKERS'].every(isHostKey));
    assert.ok(!['SERVICE_NAME', 'HOST_NAME_PREFIX', 'image', undefined].some(isHostKey));
  });

  it('and the scheme says which port is meant', () => {
    assert.equal(defaultPort('postgresql+psycopg2'), 5432);
    assert.equal(defaultPort('constructor'), undefined);
  });
});

describe('variables', () => {
  it('are expanded once, and those that are not known stay', () => {
    const values = new Map([
      ['A', '$(B)'],
      ['B', 'b'],
    ]);
    assert.equal(expandVariables('http://$(A):${B}/$(C)', values), 'http://$(B):b/$(C)');
  });

  it('cannot make a text grow without bound', () => {
    const values = new Map([['A', 'x'.repeat(1000)]]);
    assert.ok(expandVariables('$(A)'.repeat(10_000), values).length < 200_000);
  });
});

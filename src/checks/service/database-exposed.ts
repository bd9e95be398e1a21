import { isRecord, listAt, numberAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

const PORTS: ReadonlyMap<number, string> = new Map([
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [2379, 'etcd'],
  [2181, 'ZooKeeper'],
  [3306, 'MySQL'],
  [5432, 'PostgreSQL'],
  [5984, 'CouchDB'],
  [6379, 'Redis'],
  [7000, 'Cassandra'],
  [8086, 'InfluxDB'],
  [9042, 'Cassandra'],
  [9092, 'Kafka'],
  [9200, 'Elasticsearch'],
  [11211, 'Memcached'],
  [27017, 'MongoDB'],
]);

export const databaseExposed: Check = defineCheck({
  id: 'service/database-exposed',
  title: 'Database is open to the outside',
  severity: 'high',
  on: 'object',
  kinds: ['/Service'],
  why: 'Databases, caches and queues are attacked within minutes of being reachable, and many of them ask for no password.',
  remedy: 'Use type ClusterIP, and a port-forward or a bastion for administration.',
  standards: { nsa: ['network-policies'], owasp: ['K07'], mitre: ['T1133', 'T1190'], microsoft: ['MS-TA9005'], cks: ['cluster-setup'] },
  aliases: { 'kube-linter': ['exposed-services'] },
  *evaluate({ object }) {
    const type = stringAt(object.value, 'spec', 'type');
    if (type !== 'NodePort' && type !== 'LoadBalancer') return;
    for (const [index, port] of listAt(object.value, 'spec', 'ports').entries()) {
      const product = isRecord(port)
        ? (PORTS.get(numberAt(port, 'targetPort') ?? -1) ?? PORTS.get(numberAt(port, 'port') ?? -1))
        : undefined;
      if (product) yield { path: ['spec', 'ports', index], message: `${product} is open as ${type}` };
    }
  },
});

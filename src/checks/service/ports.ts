/** Ports registered for, or by default used by, programs that keep data. */
export const DATABASES: ReadonlyMap<number, string> = new Map([
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [2181, 'ZooKeeper'],
  [2379, 'etcd'],
  [2380, 'etcd'],
  [3306, 'MySQL'],
  [4222, 'NATS'],
  [5432, 'PostgreSQL'],
  [5672, 'RabbitMQ'],
  [5984, 'CouchDB'],
  [6379, 'Redis'],
  [7687, 'Neo4j'],
  [8086, 'InfluxDB'],
  [9042, 'Cassandra'],
  [9092, 'Kafka'],
  [9200, 'Elasticsearch'],
  [11211, 'Memcached'],
  [26257, 'CockroachDB'],
  [27017, 'MongoDB'],
]);

/** Ports of programs that start containers for whoever asks. */
export const CONTROLS: ReadonlyMap<number, string> = new Map([
  [2375, 'Docker without TLS'],
  [2376, 'Docker'],
  [10250, 'the kubelet'],
  [10255, 'the read-only port of the kubelet'],
  [44134, 'Tiller'],
]);

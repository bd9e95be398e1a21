import type { ContainerView } from '../../kubernetes/index.ts';
import { parseImage } from '../image-name.ts';
import { declaredNumbers } from './pod-ports.ts';

/** A program that is known by the name of its image. */
export interface Product {
  readonly name: string;
  /** TCP ports on which it listens unless told otherwise. */
  readonly ports: readonly number[];
}

interface KnownProduct extends Product {
  /** Names of images, the last part of their path. */
  readonly images: RegExp;
}

/** Images that only speak with the program. */
const COMPANION =
  /(?:^|[-_])(?:exporter|operator|backup|client|cli|proxy|agent|init|job|curator|bouncer|metrics|sidecar|reloader|webhook|migrate|migrations?|controller|adapter|provisioner|test|tests)(?:[-_]|$)|pgbouncer/;

/** Default ports as the documentation of each program gives them. */
const DATA_STORES: readonly KnownProduct[] = [
  { name: 'PostgreSQL', ports: [5432], images: /^(?:postgres|postgresql|postgis|timescaledb|pgvector|spilo-\d+)$/ },
  { name: 'MySQL', ports: [3306], images: /^(?:mysql|mysql-server|mariadb|percona|percona-server)$/ },
  { name: 'MongoDB', ports: [27_017], images: /^(?:mongo|mongodb|mongodb-community-server|percona-server-mongodb)$/ },
  { name: 'Redis', ports: [6379], images: /^(?:redis|redis-stack|redis-stack-server|redis-cluster|valkey|keydb|dragonfly)$/ },
  { name: 'Memcached', ports: [11_211], images: /^memcached$/ },
  { name: 'Elasticsearch', ports: [9200], images: /^(?:elasticsearch|elasticsearch-oss|opensearch)$/ },
  { name: 'etcd', ports: [2379], images: /^etcd$/ },
  { name: 'RabbitMQ', ports: [5672], images: /^rabbitmq$/ },
  { name: 'Kafka', ports: [9092], images: /^(?:kafka|kafka-native|cp-kafka|cp-server|redpanda)$/ },
  { name: 'Cassandra', ports: [9042], images: /^(?:cassandra|scylla)$/ },
  { name: 'ZooKeeper', ports: [2181], images: /^(?:zookeeper|cp-zookeeper)$/ },
  { name: 'CouchDB', ports: [5984], images: /^couchdb$/ },
  { name: 'InfluxDB', ports: [8086], images: /^influxdb$/ },
  { name: 'ClickHouse', ports: [9000, 8123], images: /^(?:clickhouse|clickhouse-server)$/ },
  { name: 'Neo4j', ports: [7687], images: /^neo4j$/ },
  { name: 'CockroachDB', ports: [26_257], images: /^cockroach$/ },
  { name: 'NATS', ports: [4222], images: /^nats$/ },
  { name: 'SQL Server', ports: [1433], images: /^mssql(?:-server)?$|^server$/ },
];

/** A program through which people administer something. */
export interface AdminInterface extends Product {
  /** Whether it lets everybody in unless it is configured otherwise. */
  readonly asksNobody: boolean;
}

/** The Kubernetes dashboard has checks of its own. */
const ADMIN_INTERFACES: readonly (KnownProduct & AdminInterface)[] = [
  { name: 'Argo CD', ports: [8080], images: /^argocd$/, asksNobody: false },
  { name: 'Grafana', ports: [3000], images: /^(?:grafana|grafana-oss|grafana-enterprise)$/, asksNobody: false },
  { name: 'Prometheus', ports: [9090], images: /^prometheus$/, asksNobody: true },
  { name: 'Alertmanager', ports: [9093], images: /^alertmanager$/, asksNobody: true },
  { name: 'Kibana', ports: [5601], images: /^(?:kibana|kibana-oss|opensearch-dashboards)$/, asksNobody: false },
  { name: 'Jenkins', ports: [8080], images: /^jenkins$/, asksNobody: false },
  { name: 'Consul', ports: [8500], images: /^consul$/, asksNobody: true },
  { name: 'Vault', ports: [8200], images: /^vault$/, asksNobody: false },
  { name: 'Rancher', ports: [80, 443], images: /^rancher$/, asksNobody: false },
  { name: 'Portainer', ports: [9000, 9443], images: /^portainer(?:-ce|-ee)?$/, asksNobody: false },
  { name: 'Jaeger', ports: [16_686], images: /^(?:jaeger|all-in-one|jaeger-query)$/, asksNobody: true },
  { name: 'Weave Scope', ports: [4040], images: /^scope$/, asksNobody: true },
  { name: 'phpMyAdmin', ports: [80], images: /^phpmyadmin$/, asksNobody: false },
  { name: 'Adminer', ports: [8080], images: /^adminer$/, asksNobody: false },
  { name: 'pgAdmin', ports: [80], images: /^pgadmin4$/, asksNobody: false },
  { name: 'mongo-express', ports: [8081], images: /^mongo-express$/, asksNobody: false },
  { name: 'Redis Commander', ports: [8081], images: /^redis-commander$/, asksNobody: true },
  { name: 'Airflow', ports: [8080], images: /^airflow$/, asksNobody: false },
  { name: 'MinIO', ports: [9001], images: /^minio$/, asksNobody: false },
  { name: 'Docker', ports: [2375], images: /^docker$/, asksNobody: true },
];

export function dataStoreOf(container: ContainerView): Product | undefined {
  return findProduct(container, DATA_STORES);
}

export function adminInterfaceOf(container: ContainerView): AdminInterface | undefined {
  return findProduct(container, ADMIN_INTERFACES);
}

/** Programs of the same images that connect to a server, and commands that wait for one to do so by hand. */
const CLIENT_COMMAND =
  /(?:^|\/)(?:pg_\w+|psql|\w*dump|redis-cli|valkey-cli|mysql|mariadb|mysqladmin|mongo|mongosh|etcdctl|cqlsh|sleep|tail)$/;

function findProduct<T extends KnownProduct>({ kind, spec }: ContainerView, products: readonly T[]): T | undefined {
  if (kind !== 'container' || CLIENT_COMMAND.test(spec.command?.[0] ?? '')) return undefined;
  const repository = parseImage(spec.image ?? '')?.repository;
  const name = repository?.split('/').at(-1);
  if (name === undefined || COMPANION.test(name)) return undefined;
  // The image of SQL Server is mssql/server, and others are called server, too.
  return products.find(({ images }) => images.test(name) && (name !== 'server' || repository === 'mssql/server'));
}

/** The ports of a container on which the program listens: its usual ones, or those it declares where it declares others only. */
export function portsOf({ ports }: Product, container: ContainerView): readonly number[] {
  const declared = declaredNumbers(container);
  const usual = ports.filter((port) => declared.includes(port));
  if (usual.length > 0) return usual;
  return declared.length > 0 ? declared : ports;
}

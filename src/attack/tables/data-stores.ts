/**
 * Data stores by their images, and how each asks for a password. Sources of truth are the descriptions of the images: those of
 * https://hub.docker.com/u/library, https://github.com/bitnami/containers, and the manuals that are named.
 */
export interface DataStore {
  readonly name: string;
  /** Matches the repository of an image without its registry: `library/redis` is `redis`. */
  readonly image: RegExp;
  /** Variables whose value, or whose file, is a password of it. */
  readonly passwords: readonly string[];
  /** Whether it lets everybody in unless a password is set. */
  readonly isOpenByDefault: boolean;
  /** Variables that let everybody in, with the values that do. */
  readonly opening?: Readonly<Record<string, RegExp>>;
  /** Arguments that make it ask for a password or a certificate. */
  readonly closing?: RegExp;
}

const YES = /^(?:yes|true|1)$/i;

export const DATA_STORES: readonly DataStore[] = [
  {
    name: 'Redis',
    image: /(?:^|\/)(?:redis|valkey|redis-stack(?:-server)?|keydb)$/,
    passwords: ['REDIS_PASSWORD', 'VALKEY_PASSWORD'],
    // https://redis.io/docs/latest/operate/oss_and_stack/management/security/#protected-mode: the images switch it off.
    isOpenByDefault: true,
    opening: { ALLOW_EMPTY_PASSWORD: YES },
    closing: /--requirepass|--aclfile|\.conf\b/,
  },
  {
    name: 'Memcached',
    image: /(?:^|\/)memcached$/,
    passwords: ['MEMCACHED_PASSWORD'],
    isOpenByDefault: true,
    closing: /(?:^|\s)(?:-S|--enable-sasl|-Y)/,
  },
  {
    name: 'MongoDB',
    image: /(?:^|\/)(?:mongo|mongodb|mongodb-community-server)$/,
    passwords: ['MONGO_INITDB_ROOT_PASSWORD', 'MONGODB_ROOT_PASSWORD', 'MONGODB_PASSWORD'],
    isOpenByDefault: true,
    opening: { ALLOW_EMPTY_PASSWORD: YES },
    closing: /--auth\b|--keyFile|--config|(?:^|\s)-f(?:\s|$)/,
  },
  {
    name: 'PostgreSQL',
    image: /(?:^|\/)(?:postgres|postgresql|postgis|timescaledb)$/,
    passwords: ['POSTGRES_PASSWORD', 'POSTGRESQL_PASSWORD', 'POSTGRES_POSTGRES_PASSWORD', 'POSTGRESQL_POSTGRES_PASSWORD'],
    isOpenByDefault: false,
    opening: { POSTGRES_HOST_AUTH_METHOD: /^trust$/, ALLOW_EMPTY_PASSWORD: YES },
  },
  {
    name: 'MySQL',
    image: /(?:^|\/)(?:mysql|mysql-server|mariadb|percona|percona-server)$/,
    passwords: ['MYSQL_ROOT_PASSWORD', 'MARIADB_ROOT_PASSWORD', 'MYSQL_PASSWORD', 'MARIADB_PASSWORD'],
    isOpenByDefault: false,
    opening: { MYSQL_ALLOW_EMPTY_PASSWORD: /./, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD: /./, ALLOW_EMPTY_PASSWORD: YES },
  },
  { name: 'SQL Server', image: /(?:^|\/)mssql\/server$/, passwords: ['MSSQL_SA_PASSWORD', 'SA_PASSWORD'], isOpenByDefault: false },
  // https://www.elastic.co/docs/deploy-manage/security: since 8.0 the image asks for a password unless it is told not to.
  {
    name: 'Elasticsearch',
    image: /(?:^|\/)elasticsearch$/,
    passwords: ['ELASTIC_PASSWORD', 'ELASTICSEARCH_PASSWORD'],
    isOpenByDefault: false,
    opening: { 'xpack.security.enabled': /^false$/ },
  },
  {
    name: 'OpenSearch',
    image: /(?:^|\/)opensearch$/,
    passwords: ['OPENSEARCH_INITIAL_ADMIN_PASSWORD', 'OPENSEARCH_PASSWORD'],
    isOpenByDefault: false,
    opening: { DISABLE_SECURITY_PLUGIN: YES, 'plugins.security.disabled': /^true$/ },
  },
  {
    name: 'Cassandra',
    image: /(?:^|\/)cassandra$/,
    passwords: ['CASSANDRA_PASSWORD'],
    // https://cassandra.apache.org/doc/latest/cassandra/managing/operating/security.html#authentication
    isOpenByDefault: true,
  },
  { name: 'CouchDB', image: /(?:^|\/)couchdb$/, passwords: ['COUCHDB_PASSWORD'], isOpenByDefault: false },
  {
    name: 'Neo4j',
    image: /(?:^|\/)neo4j$/,
    passwords: ['NEO4J_AUTH', 'NEO4J_PASSWORD'],
    isOpenByDefault: false,
    opening: { NEO4J_AUTH: /^none$/ },
  },
  {
    name: 'MinIO',
    image: /(?:^|\/)minio$/,
    passwords: ['MINIO_ROOT_PASSWORD', 'MINIO_SECRET_KEY'],
    // https://min.io/docs/minio/linux/administration/identity-access-management/minio-user-management.html: a password that everybody knows.
    isOpenByDefault: true,
  },
  { name: 'RabbitMQ', image: /(?:^|\/)rabbitmq$/, passwords: ['RABBITMQ_DEFAULT_PASS', 'RABBITMQ_PASSWORD'], isOpenByDefault: false },
  {
    name: 'etcd',
    image: /(?:^|\/)etcd$/,
    passwords: ['ETCD_ROOT_PASSWORD'],
    isOpenByDefault: true,
    closing: /--client-cert-auth|--trusted-ca-file/,
  },
];

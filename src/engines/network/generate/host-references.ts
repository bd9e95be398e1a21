/** A host that a text names, with what the text says about its port. User names and passwords of URLs are left out. */
export interface HostReference {
  readonly host: string;
  readonly port?: number;
  /** In lower case, such as `https`. */
  readonly scheme?: string;
  /** The setting whose value it is, such as `DB_HOST` or `--db-host`. */
  readonly key?: string;
}

/** Ports that clients take where a URL names none: https://www.iana.org/assignments/service-names-port-numbers and the clients' own pages. */
const SCHEME_PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  redis: 6379,
  rediss: 6379,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mariadb: 3306,
  sqlserver: 1433,
  mongodb: 27_017,
  amqp: 5672,
  amqps: 5671,
  nats: 4222,
  kafka: 9092,
  mqtt: 1883,
  mqtts: 8883,
  ldap: 389,
  ldaps: 636,
  smtp: 25,
  smtps: 465,
  ftp: 21,
  ssh: 22,
  memcached: 11_211,
  cassandra: 9042,
  zookeeper: 2181,
};

export function defaultPort(scheme: string | undefined): number | undefined {
  if (scheme === undefined) return undefined;
  // SQLAlchemy writes the driver behind a plus: postgresql+psycopg2.
  const [name = ''] = scheme.split('+');
  return Object.hasOwn(SCHEME_PORTS, name) ? SCHEME_PORTS[name] : undefined;
}

const HOST_WORDS: ReadonlySet<string> = new Set(
  'host hosts hostname addr addrs address addresses server servers url urls uri uris endpoint endpoints broker brokers upstream upstreams backend backends target peer peers proxy seeds dsn'.split(
    ' ',
  ),
);

/** Whether the value of a setting is a host by the name of the setting: its last word says so. */
export function isHostKey(key: string | undefined): boolean {
  const words = (key ?? '').replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^A-Za-z0-9]+/);
  const last = words.findLast((word) => word !== '');
  return last !== undefined && HOST_WORDS.has(last.toLowerCase());
}

const LONGEST_TOKEN = 1000;
const TOKEN = /[^\s"'`,;()[\]{}<>|=&\\]+/g;
const AUTHORITY = /^([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)\.?(?::(\d{1,5}))?$/i;

/** Every word of a text that has the form of a host, most of which are none. `key` is the setting whose value the text is. */
export function* hostsIn(text: string, key?: string): Generator<HostReference> {
  const isOneValue = !/\s/.test(text.trim());
  let [previous, end] = ['', 0];
  const read = withoutComments(text);
  for (const match of read.matchAll(TOKEN)) {
    const [token] = match;
    const between = read.slice(end, match.index);
    const own = keyBefore(previous, between) ?? (isOneValue ? key : undefined);
    [previous, end] = [token, match.index + token.length];
    const reference = token.length > LONGEST_TOKEN ? undefined : parseToken(token);
    if (!reference) continue;
    const port = reference.port ?? (reference.scheme === undefined ? portAfter(read.slice(end, end + PORT_NEAR)) : undefined);
    yield { ...reference, ...(port === undefined ? {} : { port }), ...(own === undefined ? {} : { key: own }) };
  }
}

const PORT_NEAR = 80;

/** The port in the next setting, as in `host: db` and `port: 5432`, or `--host db --port 5432`. */
function portAfter(text: string): number | undefined {
  const [, digits] = /^["',]{0,2}\s+["']?-{0,2}(?:[\w.-]{0,30}[_.-])?port["']?(?:\s*[:=]\s*|\s+)["']?(\d{1,5})(?!\d)/i.exec(text) ?? [];
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** Lines that are comments in the usual configuration files become blank, so that positions stay. */
function withoutComments(text: string): string {
  return text.includes('\n') ? text.replace(/^[ \t]*(?:#|\/\/).*$/gm, (line) => ' '.repeat(line.length)) : text;
}

function keyBefore(previous: string, between: string): string | undefined {
  if (previous === '') return undefined;
  if (/^["']?[ \t]*=[ \t]*["']?$/.test(between)) return previous;
  if (previous.endsWith(':') && /^[ \t]+["']?$/.test(between)) return previous.slice(0, -1);
  if (previous.startsWith('-') && /^[ \t\n]+["']?$/.test(between)) return previous;
  return undefined;
}

function parseToken(token: string): HostReference | undefined {
  const at = token.indexOf('://');
  const scheme = at < 0 ? undefined : /[a-z][a-z0-9+.-]*$/i.exec(token.slice(Math.max(0, at - 30), at))?.[0].toLowerCase();
  const rest = at < 0 ? token : token.slice(at + 3);
  const [authority = ''] = rest.split(/[/?#]/, 1);
  const [, host, port] = AUTHORITY.exec(authority.slice(authority.lastIndexOf('@') + 1).replace(/[.:]+$/, '')) ?? [];
  if (host === undefined) return undefined;
  const number = port === undefined ? undefined : Number(port);
  if (number !== undefined && (number < 1 || number > 65_535)) return undefined;
  return { host: host.toLowerCase(), ...(number === undefined ? {} : { port: number }), ...(scheme === undefined ? {} : { scheme }) };
}

const EXPANDED = 100_000;

/** Puts plain values where a text names variables as `$(NAME)` or `${NAME}`, once; others stay as they are. */
export function expandVariables(text: string, values: ReadonlyMap<string, string>): string {
  if (!text.includes('$')) return text;
  let room = EXPANDED;
  return text.replace(/\$(?:\(([A-Za-z_][\w.-]*)\)|\{([A-Za-z_]\w*)\})/g, (whole, round?: string, curly?: string) => {
    const value = values.get(round ?? curly ?? '');
    if (value === undefined || (room -= value.length) < 0) return whole;
    return value;
  });
}

/** Passwords that products are delivered with or that everybody tries first. */
const WEAK: ReadonlySet<string> = new Set(
  `admin administrator changeit changeme change-me change_me default guest hunter2 letmein manager master minioadmin mysql oracle pass passw0rd
  password password1 password123 p@ssw0rd p@ssword postgres prom-operator qwerty rabbitmq redis root secret superuser test test123 tomcat toor
  user welcome welcome1 admin123 administrator1 abc123 12345 123456 1234567 12345678 123456789 1234 1q2w3e4r elastic grafana jenkins keycloak
  kibana mongo mongodb nexus admin1234 adminadmin rootpassword examplepassword supersecret mysecretpassword`.split(/\s+/),
);

export function isWeakPassword(value: string): boolean {
  return WEAK.has(value.trim().toLowerCase());
}

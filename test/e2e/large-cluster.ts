import { dice } from './dice.ts';

/**
 * Manifests of a cluster as large ones are: most namespaces deny what comes in by default and have a policy for each application, which names
 * callers in its namespace, in another one, and monitoring; every eighth namespace has no policy; each thirtieth application is open to the internet.
 */
export function largeCluster(workloads: number, namespaces: number): string {
  const roll = dice(workloads);
  const perNamespace = Math.ceil(workloads / namespaces);
  const objects: object[] = [];
  for (let team = 0; team < namespaces; team++) {
    const namespace = `team-${team}`;
    const isClosed = team % 8 !== 7;
    objects.push({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    if (isClosed) objects.push(policy(namespace, 'default-deny', { podSelector: {}, policyTypes: ['Ingress'] }));
    for (let number = 0; number < perNamespace; number++) {
      const app = `app-${number}`;
      objects.push(deployment(namespace, app, 8000 + (number % 5)));
      if (number % 30 === 3) objects.push(...openedByIngress(namespace, app, 8000 + (number % 5)));
      if (!isClosed) continue;
      const callers = Array.from({ length: 1 + roll(4) }, () => ({ podSelector: labels(`app-${roll(perNamespace)}`) }));
      const monitoring = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-0' } } };
      const elsewhere = {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': `team-${roll(namespaces)}` } },
        ...(roll(4) === 0 ? {} : { podSelector: labels(`app-${roll(perNamespace)}`) }),
      };
      const isForWeb = number % 30 === 3 ? [{ namespaceSelector: {} }] : [];
      const from = [...callers, ...(roll(3) === 0 ? [elsewhere] : []), ...(roll(9) === 0 ? [monitoring] : []), ...isForWeb];
      const egress =
        roll(4) === 0 ? { egress: [{ to: [{ ipBlock: { cidr: `203.0.${roll(20)}.0/24` } }, { namespaceSelector: {} }] }] } : {};
      objects.push(
        policy(namespace, app, { podSelector: labels(app), ingress: [{ from, ports: [{ port: 8000 + (number % 5) }] }], ...egress }),
      );
    }
  }
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}

function labels(app: string): object {
  return { matchLabels: { app } };
}

function policy(namespace: string, name: string, spec: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}

function deployment(namespace: string, name: string, containerPort: number): object {
  const template = {
    metadata: { labels: { app: name } },
    spec: { containers: [{ name: 'main', image: 'example.com/app:1', ports: [{ containerPort }] }] },
  };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec: { selector: labels(name), template } };
}

function openedByIngress(namespace: string, name: string, port: number): object[] {
  const backend = { service: { name, port: { number: 80 } } };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { selector: { app: name }, ports: [{ port: 80, targetPort: port }] },
    },
    { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name, namespace }, spec: { defaultBackend: backend } },
  ];
}

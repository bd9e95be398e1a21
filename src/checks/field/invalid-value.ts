import { didYouMean, type FieldPath } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

const QUANTITY = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

const VALUES = {
  dnsPolicy: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  imagePullPolicy: ['Always', 'IfNotPresent', 'Never'],
  protocol: ['TCP', 'UDP', 'SCTP'],
  restartPolicy: ['Always', 'OnFailure', 'Never'],
  seccomp: ['RuntimeDefault', 'Localhost', 'Unconfined'],
} as const;

function wrong(value: string | undefined, choices: readonly string[], path: FieldPath): { path: FieldPath; message: string }[] {
  if (value === undefined || choices.includes(value)) return [];
  const nearest = didYouMean(value, choices);
  return [
    {
      path,
      message: `${String(path.at(-1))} cannot be "${value}"; ${nearest ? `did you mean ${nearest}?` : `it is one of ${choices.join(', ')}`}`,
    },
  ];
}

export const invalidValue: Check = defineCheck({
  id: 'field/invalid-value',
  title: 'Value that Kubernetes refuses',
  severity: 'medium',
  on: 'pod',
  why: 'The API server compares letter by letter: always is not Always, and the object is refused.',
  remedy: 'Use one of the values that are named.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'Manifests that are published work, so their values are right.',
  *evaluate({ pod }) {
    yield* wrong(pod.spec.restartPolicy, VALUES.restartPolicy, [...pod.path, 'restartPolicy']);
    yield* wrong(pod.spec.dnsPolicy, VALUES.dnsPolicy, [...pod.path, 'dnsPolicy']);
    yield* wrong(pod.spec.securityContext?.seccompProfile?.type, VALUES.seccomp, [
      ...pod.path,
      'securityContext',
      'seccompProfile',
      'type',
    ]);
    for (const { path, spec } of pod.containers) {
      yield* wrong(spec.imagePullPolicy, VALUES.imagePullPolicy, [...path, 'imagePullPolicy']);
      yield* wrong(spec.securityContext?.seccompProfile?.type, VALUES.seccomp, [...path, 'securityContext', 'seccompProfile', 'type']);
      for (const [index, { protocol }] of (spec.ports ?? []).entries())
        yield* wrong(protocol, VALUES.protocol, [...path, 'ports', index, 'protocol']);
      for (const kind of ['requests', 'limits'] as const) {
        for (const [name, amount] of Object.entries(spec.resources?.[kind] ?? {})) {
          if (!QUANTITY.test(String(amount)))
            yield { path: [...path, 'resources', kind, name], message: `${kind}.${name} cannot be "${String(amount)}"` };
        }
      }
    }
  },
});

import { listAt, stringAt, valueAt } from '../../../core/index.ts';
import type { Subject } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import type { Scene } from '../../scene/scene.ts';

/** Whether the API server takes requests without credentials for any path, as far as its configuration is among the objects. */
function takesAnybody({ components, objects }: Scene): boolean {
  const configured = objects.find(({ kind }) => kind === 'AuthenticationConfiguration');
  const anonymous = configured && valueAt(configured.value, ['anonymous']);
  // Conditions limit it to paths, which give no right to objects.
  if (anonymous !== undefined) return valueAt(anonymous, ['enabled']) === true && valueAt(anonymous, ['conditions']) === undefined;
  return components.every(
    ({ component }) => component.name !== 'kube-apiserver' || component.flags.get('anonymous-auth')?.value !== 'false',
  );
}

export const anonymousRights: AttackStep = defineStep({
  id: 'entry/anonymous-rights',
  phase: 'entry',
  title: 'Send requests to the API server without a credential',
  condition:
    'The API server is reached from the internet and takes anonymous requests, as it does by default; what they may do, bindings to system:unauthenticated or system:anonymous say.',
  mitre: ['T1133', 'T1078.001'],
  microsoft: ['MS-TA9005'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests',
  effort: 1,
  *moves(scene) {
    if (!takesAnybody(scene)) return;
    const subjects: Subject[] = [
      { kind: 'User', namespace: '', name: 'system:anonymous' },
      { kind: 'Group', namespace: '', name: 'system:unauthenticated' },
    ];
    for (const subject of subjects) {
      yield {
        from: [{ kind: 'outside' }],
        to: { kind: 'subject', subject },
        says: `sends requests without a credential, as ${subject.kind} ${subject.name}`,
        premises: [open('the API server can be reached from the internet')],
      };
    }
  },
});

/** Where AlwaysAllow stands among the authorizers, if nothing before it may deny: a webhook may. */
function allowingAll(modes: readonly string[]): number | undefined {
  const index = modes.findIndex((mode) => ['AlwaysAllow', 'AlwaysDeny', 'Webhook'].includes(mode));
  return modes[index] === 'AlwaysAllow' ? index : undefined;
}

export const alwaysAllow: AttackStep = defineStep({
  id: 'entry/no-authorization',
  phase: 'entry',
  title: 'Do anything, since the API server allows everything',
  condition:
    'The API server runs with --authorization-mode=AlwaysAllow, or an AuthorizationConfiguration lists it; everybody who reaches it holds the cluster.',
  mitre: ['T1133', 'T1078.001'],
  microsoft: ['MS-TA9005'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/authorization/#authorization-modes',
  effort: 1,
  *moves(scene) {
    const who: Subject = takesAnybody(scene) ? ANONYMOUS : AUTHENTICATED;
    for (const object of scene.objects) {
      if (object.kind !== 'AuthorizationConfiguration') continue;
      const modes = listAt(object.value, 'authorizers').map((one) => stringAt(one, 'type') ?? '');
      const index = allowingAll(modes);
      if (index === undefined) continue;
      yield {
        from: [{ kind: 'subject', subject: who }],
        to: { kind: 'cluster' },
        says: 'sends any request, since the API server allows everything to everybody',
        grounds: () => [{ text: 'AlwaysAllow is one of the authorizers', object, path: ['authorizers', index, 'type'] }],
      };
    }
    for (const { object, component } of scene.components) {
      if (component.name !== 'kube-apiserver' || component.flags.has('authorization-config')) continue;
      const flag = component.flags.get('authorization-mode');
      const modes = flag ? flag.value.split(',') : component.isComplete ? ['AlwaysAllow'] : [];
      if (allowingAll(modes) === undefined) continue;
      const path = flag?.path ?? component.path;
      yield {
        from: [{ kind: 'subject', subject: who }],
        to: { kind: 'cluster' },
        says: 'sends any request, since the API server allows everything to everybody',
        grounds: () => [
          { text: flag ? `--authorization-mode=${flag.value}` : 'no --authorization-mode, which means AlwaysAllow', object, path },
        ],
        cuts: () =>
          flag && stringAt(object.value, 'kind') === 'Pod'
            ? [
                {
                  key: `authorization ${object.name}`,
                  title: 'set --authorization-mode to Node,RBAC',
                  risk: 'everybody without roles and bindings loses access',
                  cost: 10,
                  changes: [{ object, edits: [{ kind: 'set', path, value: '--authorization-mode=Node,RBAC' }] }],
                },
              ]
            : [],
      };
    }
  },
});

const ANONYMOUS: Subject = { kind: 'Group', namespace: '', name: 'system:unauthenticated' };
const AUTHENTICATED: Subject = { kind: 'Group', namespace: '', name: 'system:authenticated' };

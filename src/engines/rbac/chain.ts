// Source of truth: https://github.com/kubernetes/apiserver/blob/v0.37.2/pkg/authorization/union/union.go and
// https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/kubeapiserver/authorizer/reload.go
import { assertNever } from '../../core/index.ts';
import { type AbacDecision, type AbacFile, decideAbac } from './abac.ts';
import type { AuthorizationMode, AuthorizerSpec } from './authorization-modes.ts';
import type { NodeAuthorizer, NodeDecision } from './node-authorizer.ts';
import type { RbacAuthorizer, RbacDecision } from './rbac-authorizer.ts';
import { type Action, SYSTEM_MASTERS, type UserInfo } from './request.ts';

/** What a webhook said: it cannot be asked from here. `failed` counts as its failurePolicy, `passed-over` is what a false match condition does. */
export type WebhookAnswer = 'allow' | 'deny' | 'noOpinion' | 'failed' | 'passed-over';

/** What the authorizers of a chain decide from. One that is configured and missing here leaves requests undecided. */
export interface ChainParts {
  readonly rbac?: RbacAuthorizer;
  readonly node?: NodeAuthorizer;
  readonly abac?: AbacFile;
  /** The answer of the webhook of that name, `undefined` where nobody knows it. */
  readonly webhook?: (name: string, user: UserInfo, action: Action) => WebhookAnswer | undefined;
}

/** Which authorizer said what. `PrivilegedGroup` stands before every chain and lets system:masters do anything. */
export type Opinion = { readonly name: string } & (
  | { readonly mode: 'PrivilegedGroup'; readonly decision: { readonly kind: 'allow' } }
  | { readonly mode: 'AlwaysAllow'; readonly decision: { readonly kind: 'allow' } }
  | { readonly mode: 'AlwaysDeny'; readonly decision: { readonly kind: 'noOpinion' } }
  | { readonly mode: 'RBAC'; readonly decision: RbacDecision }
  | { readonly mode: 'Node'; readonly decision: NodeDecision }
  | { readonly mode: 'ABAC'; readonly decision: AbacDecision }
  | { readonly mode: 'Webhook'; readonly decision: { readonly kind: 'allow' | 'deny' | 'noOpinion'; readonly answer: WebhookAnswer } }
);

export type ChainDecision =
  | { readonly kind: 'allow'; readonly by: Opinion; readonly passed: readonly Opinion[] }
  /** `by` is missing where no authorizer denied and none allowed. */
  | { readonly kind: 'deny'; readonly by: Opinion | undefined; readonly passed: readonly Opinion[] }
  /** Depends on an authorizer that could not be asked; `otherwise` is the decision where it has no opinion. */
  | {
      readonly kind: 'undecided';
      readonly mode: AuthorizationMode;
      readonly name: string;
      readonly passed: readonly Opinion[];
      readonly otherwise: ChainDecision;
    };

export interface AuthorizerChain {
  readonly authorizers: readonly AuthorizerSpec[];
  decide(user: UserInfo, action: Action): ChainDecision;
}

/** The first that allows or denies ends it; where all have no opinion the request is denied. */
export function createChain(authorizers: readonly AuthorizerSpec[], parts: ChainParts): AuthorizerChain {
  return {
    authorizers,
    decide(user, action) {
      const privileged: Opinion = { mode: 'PrivilegedGroup', name: SYSTEM_MASTERS, decision: { kind: 'allow' } };
      if (user.groups.includes(SYSTEM_MASTERS)) return { kind: 'allow', by: privileged, passed: [] };
      return decideFrom(0, []);

      function decideFrom(index: number, passed: readonly Opinion[]): ChainDecision {
        const spec = authorizers[index];
        if (!spec) return { kind: 'deny', by: undefined, passed };
        const opinion = ask(spec, parts, user, action);
        if (!opinion) return { kind: 'undecided', mode: spec.mode, name: spec.name, passed, otherwise: decideFrom(index + 1, passed) };
        const { kind } = opinion.decision;
        return kind === 'noOpinion' ? decideFrom(index + 1, [...passed, opinion]) : { kind, by: opinion, passed };
      }
    },
  };
}

function ask({ mode, name, webhook }: AuthorizerSpec, parts: ChainParts, user: UserInfo, action: Action): Opinion | undefined {
  switch (mode) {
    case 'AlwaysAllow':
      return { mode, name, decision: { kind: 'allow' } };
    case 'AlwaysDeny':
      // In spite of its name it has no opinion, so that authorizers after it are asked.
      return { mode, name, decision: { kind: 'noOpinion' } };
    case 'RBAC':
      return parts.rbac && { mode, name, decision: parts.rbac.decide(user, action) };
    case 'Node':
      return parts.node && { mode, name, decision: parts.node.decide(user, action) };
    case 'ABAC':
      return parts.abac && { mode, name, decision: decideAbac(parts.abac, user, action) };
    case 'Webhook': {
      const answer = parts.webhook?.(name, user, action);
      if (answer === undefined) return undefined;
      if (answer === 'failed') return { mode, name, decision: { kind: webhook?.failurePolicy === 'Deny' ? 'deny' : 'noOpinion', answer } };
      return { mode, name, decision: { kind: answer === 'passed-over' ? 'noOpinion' : answer, answer } };
    }
    default:
      return assertNever(mode);
  }
}

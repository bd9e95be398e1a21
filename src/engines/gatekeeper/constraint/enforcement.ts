import { listAt, stringAt } from '../../../core/index.ts';
import type { JsonObject } from '../match/index.ts';

/** Who asks: the webhook, the audit, gator, or a ValidatingAdmissionPolicy. */
export type EnforcementPoint = 'validation.gatekeeper.sh' | 'audit.gatekeeper.sh' | 'gator.gatekeeper.sh' | 'vap.k8s.io';

/** What a constraint does about violations. https://open-policy-agent.github.io/gatekeeper/website/docs/enforcement-points/ */
export interface Enforcement {
  /** `spec.enforcementAction`: deny, warn, dryrun or scoped; a text that is none of them is kept, and does nothing in a cluster. */
  readonly action: string;
  /** Under `scoped`, what is done at each enforcement point. */
  readonly scoped: readonly { readonly action: string; readonly points: readonly string[] }[];
}

export function readEnforcement(constraint: JsonObject): Enforcement {
  return {
    action: stringAt(constraint, 'spec', 'enforcementAction') ?? 'deny',
    scoped: listAt(constraint, 'spec', 'scopedEnforcementActions').map((scoped) => ({
      action: stringAt(scoped, 'action') ?? '',
      points: listAt(scoped, 'enforcementPoints').flatMap((point) => stringAt(point, 'name') ?? []),
    })),
  };
}

/** What a constraint does at any of some points: no actions where it is not asked there. */
export function actionsAt({ action, scoped }: Enforcement, asking: readonly EnforcementPoint[]): readonly string[] {
  if (action !== 'scoped') return [action];
  return [
    ...new Set(
      scoped.filter(({ points }) => points.includes('*') || asking.some((point) => points.includes(point))).map((one) => one.action),
    ),
  ];
}

import type { Candidate, Foothold, StepNeed, Technique } from '../../engines/rbac/index.ts';
import { type AttackStep, defineStep, type Premise } from '../define-step.ts';
import { CHOSEN_NODE, describeFact, type Fact } from '../facts.ts';
import type { Scene } from '../scene/scene.ts';

interface TechniqueStep extends Pick<AttackStep, 'id' | 'title' | 'condition' | 'mitre' | 'microsoft' | 'reference' | 'effort'> {
  readonly technique: Technique;
  /** What the attacker does; what he gets stands behind it. */
  readonly does: string;
  /** Whether it creates a pod, to which admission must have nothing to object. */
  readonly needsPod?: true;
}

/** A step through the API server whose requests the engine of RBAC lists. */
export function defineTechniqueStep(step: TechniqueStep): AttackStep {
  const { technique, does, needsPod = false, ...rest } = step;
  return defineStep({
    ...rest,
    phase: 'api',
    *moves(scene) {
      for (const candidate of scene.candidates(technique)) {
        const premises = premisesOf(candidate, needsPod, scene);
        if (!premises) continue;
        const to = factOf(candidate.to);
        yield { from: candidate.needs.map(factOfNeed), to, says: `${does} ${describeFact(to)}`, premises };
      }
    },
  });
}

/** What a step needs beside its requests; `undefined` where admission refuses its pod. */
function premisesOf(candidate: Candidate, needsPod: boolean, { admission }: Scene): readonly Premise[] | undefined {
  const own = candidate.conditions
    .filter(({ about }) => about !== 'admission')
    .map(({ text, isOpen }): Premise => ({ kind: isOpen ? 'open' : 'usual', text }));
  const namespace = needsPod ? namespaceOf(candidate) : undefined;
  if (namespace === undefined) return own;
  const verdict = admission.admits('plain', namespace);
  if (verdict.kind === 'refused') return undefined;
  return [...new Map([...own, ...verdict.premises].map((one) => [one.text, one])).values()];
}

function namespaceOf({ needs }: Candidate): string | undefined {
  for (const need of needs) {
    if (need.kind !== 'request') continue;
    for (const action of need.anyOf) if (action.kind === 'resource' && action.namespace !== '') return action.namespace;
  }
  return undefined;
}

export function factOf(foothold: Foothold): Fact {
  switch (foothold.kind) {
    case 'node':
    case 'kubelet':
      return { kind: foothold.kind, node: CHOSEN_NODE };
    default:
      return foothold;
  }
}

export function factOfNeed(need: StepNeed): Fact {
  if (need.kind === 'foothold') return factOf(need.foothold);
  const [action] = need.anyOf;
  return need.anyOf.length === 1 && action ? { kind: 'allowed', action } : { kind: 'one-of', actions: need.anyOf };
}

import type { Inventory } from '../../inventory/index.ts';
import type { CheckSettings } from '../settings.ts';
import { CONSTRAINT_GROUP, TEMPLATE_GROUP } from './constraint-judge.ts';

/**
 * Settings by which Gatekeeper's constraints are judged, where there are some in what is to be checked. An engine for Rego takes longer to load
 * than everything else together, so it is loaded only when it has something to do.
 */
export async function withConstraints(settings: CheckSettings, ...inventories: readonly Inventory[]): Promise<CheckSettings> {
  const isPolicy = ({ group }: { readonly group: string }): boolean => group === TEMPLATE_GROUP || group === CONSTRAINT_GROUP;
  if (!inventories.some(({ objects }) => objects.some(isPolicy))) return settings;
  const { createJudge } = await import('./judge-world.ts');
  return { ...settings, constraints: createJudge(settings.now) };
}

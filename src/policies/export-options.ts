import type { Check } from '../checks/index.ts';
import type { Severity } from '../core/index.ts';
import type { KubernetesVersion } from '../kubernetes/index.ts';

/** What an export fixes once and for all; the settings are those of a scan. */
export interface ExportOptions {
  readonly kubernetesVersion: KubernetesVersion;
  /** Parameters by the id of their check, where they differ from the defaults. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Severities by the id of their check, where they differ from its own. */
  readonly severities: Readonly<Record<string, Severity>>;
}

/** The parameters that a check has in this export; `undefined` where it takes none. */
export function parametersOf(check: Check, options: ExportOptions): Readonly<Record<string, unknown>> | undefined {
  if (!check.parameters) return undefined;
  const defaults = Object.entries(check.parameters).map(([name, parameter]) => [name, parameter.default]);
  return { ...Object.fromEntries(defaults), ...options.parameters[check.id] };
}

import { isRecord, listAt } from '../core/index.ts';

/** One entry of `resources` in an EncryptionConfiguration. */
export interface EncryptionRule {
  readonly index: number;
  readonly resources: readonly string[];
  /** Providers in their order, by their kind (`identity`, `aescbc` ...), with the settings of each. */
  readonly providers: readonly { readonly kind: string; readonly settings: Readonly<Record<string, unknown>> }[];
}

export function encryptionRules(value: unknown): EncryptionRule[] {
  return listAt(value, 'resources').map((entry, index) => ({
    index,
    resources: listAt(entry, 'resources').map(String),
    providers: listAt(entry, 'providers').map((provider) => {
      const [kind = '', settings] = Object.entries(isRecord(provider) ? provider : {})[0] ?? [];
      return { kind, settings: isRecord(settings) ? settings : {} };
    }),
  }));
}

/**
 * The entry that decides about a resource of the core group: the first one that names it, by name, by `*.` (all of the core group) or
 * `*.*` (everything).
 * Source of truth: https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#understanding-the-encryption-at-rest-configuration
 */
export function ruleFor(rules: readonly EncryptionRule[], resource: string): EncryptionRule | undefined {
  return rules.find(({ resources }) =>
    resources.some((name) => name === resource || name === `${resource}.` || name === '*.' || name === '*.*'),
  );
}

import type { Exception } from '../checks/index.ts';
import { assertNever, type Severity } from '../core/index.ts';
import type { Entry, Setting } from './entry.ts';

/** What goes into `seawall.yaml`. */
export interface ImportedConfig {
  readonly failOn?: Severity | 'never';
  readonly checks?: readonly string[];
  readonly severities?: Readonly<Record<string, Severity | 'never'>>;
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly exceptions?: readonly Exception[];
}

export interface Combined {
  /** What is to be added to the configuration that was there before. */
  readonly config: ImportedConfig;
  /** Every entry, in order; those that contradict an earlier one, or the configuration, are untranslated now. */
  readonly entries: readonly Entry[];
}

/** Puts the entries of all files together: the same exception from two of them becomes one, and what contradicts is said. */
export function combineEntries(entries: readonly Entry[], existing: ImportedConfig): Combined {
  const scanners = new Set(entries.filter(({ translation }) => translation.kind !== 'needless').map(({ scanner }) => scanner));
  const gathered = new Gathered(existing, scanners.size > 1);
  const result = entries.map((entry) => gathered.add(entry));
  return { config: gathered.config(), entries: result };
}

interface GatheredException {
  exception: Exception;
  isReasonGiven: boolean;
}

class Gathered {
  readonly #existing: ImportedConfig;
  readonly #hasOtherScanners: boolean;
  readonly #exceptions: GatheredException[] = [];
  readonly #severities = new Map<string, Severity>();
  readonly #parameters = new Map<string, Map<string, string[]>>();
  readonly #checks = new Set<string>();
  #failOn: Severity | 'never' | undefined;

  constructor(existing: ImportedConfig, hasOtherScanners: boolean) {
    this.#existing = existing;
    this.#hasOtherScanners = hasOtherScanners;
  }

  add(entry: Entry): Entry {
    const { translation } = entry;
    if (translation.kind === 'exception') {
      const note = this.#addException(translation);
      return note === undefined ? entry : { ...entry, translation: { ...translation, note } };
    }
    if (translation.kind !== 'settings') return entry;
    const conflict = translation.settings.map((setting) => this.#conflictOf(setting)).find((found) => found !== undefined);
    if (conflict !== undefined) return { ...entry, translation: { kind: 'untranslated', why: conflict } };
    for (const setting of translation.settings) this.#addSetting(setting);
    return entry;
  }

  config(): ImportedConfig {
    return {
      ...(this.#failOn === undefined ? {} : { failOn: this.#failOn }),
      ...(this.#checks.size === 0 ? {} : { checks: [...this.#checks] }),
      ...(this.#severities.size === 0 ? {} : { severities: Object.fromEntries(this.#severities) }),
      ...(this.#parameters.size === 0
        ? {}
        : { parameters: Object.fromEntries([...this.#parameters].map(([check, values]) => [check, Object.fromEntries(values)])) }),
      ...(this.#exceptions.length === 0 ? {} : { exceptions: this.#exceptions.map(({ exception }) => exception) }),
    };
  }

  #addException({ exception, isReasonGiven }: GatheredException): string | undefined {
    if (this.#existing.exceptions?.some((other) => covers(other, exception))) return 'seawall.yaml has this exception already';
    const same = this.#exceptions.find((other) => covers(other.exception, exception) || covers(exception, other.exception));
    if (!same) {
      this.#exceptions.push({ exception, isReasonGiven });
      return undefined;
    }
    const wider = covers(same.exception, exception) ? same.exception : exception;
    const reasons = [same, { exception, isReasonGiven }].filter((one) => one.isReasonGiven).map((one) => one.exception.reason);
    const reason = reasons.length > 0 ? [...new Set(reasons)].join('; ') : same.exception.reason;
    same.exception = { ...wider, reason };
    same.isReasonGiven = reasons.length > 0;
    return 'one exception with an entry above';
  }

  #conflictOf(setting: Setting): string | undefined {
    switch (setting.kind) {
      case 'severity': {
        const known = this.#existing.severities?.[setting.check] ?? this.#severities.get(setting.check);
        return known === undefined || known === setting.severity
          ? undefined
          : `the severity of ${setting.check} is set to ${known} already`;
      }
      case 'parameter':
        return this.#existing.parameters?.[setting.check] === undefined
          ? undefined
          : `seawall.yaml has parameters for ${setting.check} already`;
      case 'fail-on': {
        if (this.#hasOtherScanners) return 'failOn counts for the findings of all checks, also those that stand for other scanners';
        const known = this.#existing.failOn ?? this.#failOn;
        return known === undefined || known === setting.value ? undefined : `failOn is set to ${known} already`;
      }
      case 'only-checks':
        if (this.#hasOtherScanners) return 'the list of checks to ask would leave out those that stand for other scanners';
        return this.#existing.checks === undefined ? undefined : 'seawall.yaml has a list of checks already';
      default:
        return assertNever(setting);
    }
  }

  #addSetting(setting: Setting): void {
    switch (setting.kind) {
      case 'severity':
        if (this.#existing.severities?.[setting.check] === undefined) this.#severities.set(setting.check, setting.severity);
        return;
      case 'parameter': {
        const values = this.#parameters.get(setting.check) ?? new Map<string, string[]>();
        values.set(setting.name, [...new Set([...(values.get(setting.name) ?? []), ...setting.value])]);
        this.#parameters.set(setting.check, values);
        return;
      }
      case 'fail-on':
        if (this.#existing.failOn === undefined) this.#failOn = setting.value;
        return;
      case 'only-checks':
        for (const check of setting.checks) this.#checks.add(check);
        return;
      default:
        assertNever(setting);
    }
  }
}

/** Whether one exception covers all that another does, in the same places and until the same day. */
function covers(wide: Exception, narrow: Exception): boolean {
  if (scopeOf(wide) !== scopeOf(narrow)) return false;
  if (wide.checks === undefined || narrow.checks === undefined) return wide.checks === narrow.checks;
  return narrow.checks.every((id) => wide.checks?.includes(id));
}

function scopeOf({ files, kinds, namespaces, names, expires }: Exception): string {
  const lists = [files, kinds, namespaces, names].map((list) => (list === undefined ? null : [...new Set(list)].sort()));
  return JSON.stringify([...lists, expires ?? null]);
}

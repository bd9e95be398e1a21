import { CATALOGUE, type Check, type CheckSettings, namesCheck, STANDARD_IDS, type StandardId } from '../../checks/index.ts';
import { didYouMean, isSeverity, type Severity } from '../../core/index.ts';
import type { Snapshot } from '../../inventory/index.ts';
import { formatVersion, type KubernetesVersion, LATEST_VERSION, parseVersion } from '../../kubernetes/index.ts';
import type { OptionSpec, OptionValues } from '../option-spec.ts';
import { UsageError } from '../usage-error.ts';
import type { Config } from './load.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The value of an option: the flag, else the environment, else the configuration file. */
export function settingOf(option: OptionSpec, flags: OptionValues, environment: Environment, config: Config): unknown {
  const flag = flags[camelCase(option.name)];
  if (flag !== undefined) return flag;
  const fromEnvironment = option.env ? environment[option.env] : undefined;
  if (fromEnvironment !== undefined && fromEnvironment !== '') return checkEnvironment(option, fromEnvironment);
  return option.config ? config[option.config as keyof Config] : undefined;
}

function checkEnvironment(option: OptionSpec, text: string): string | boolean {
  if (option.value === undefined) return text !== '0' && text !== 'false';
  if (option.choices && !option.choices.includes(text)) {
    throw new UsageError(`${option.env} cannot be "${text}"`, { hint: `it is one of: ${option.choices.join(', ')}` });
  }
  return text;
}

export function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The release asked for, else that of the cluster that was read, else the newest known. */
export function versionOf(text: unknown, snapshots: readonly Snapshot[] = []): KubernetesVersion {
  if (typeof text !== 'string') return snapshots.map(serverVersion).find((version) => version !== undefined) ?? LATEST_VERSION;
  const version = parseVersion(text);
  if (!version)
    throw new UsageError(`"${text}" is no release of Kubernetes`, { hint: `write it like ${formatVersion(LATEST_VERSION)} or latest` });
  return version;
}

/** Distributions add to the number of the release: `v1.31.4-eks-2d5f260`. */
function serverVersion({ header }: Snapshot): KubernetesVersion | undefined {
  return parseVersion(/^v\d+\.\d+/.exec(header.server.version ?? '')?.[0] ?? '');
}

export function severityOf(value: unknown, fallback: Severity): Severity {
  return typeof value === 'string' && isSeverity(value) ? value : fallback;
}

/** The value of a list option. */
export function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** The checks that were asked for. Throws for a name that fits none, since a run without checks would be clean for the wrong reason. */
export function selectChecks(patterns: readonly string[], standards: readonly string[], config: Config): Check[] {
  for (const pattern of patterns) {
    if (CATALOGUE.some((check) => namesCheck(pattern, check))) continue;
    const nearest = didYouMean(
      pattern,
      CATALOGUE.map(({ id }) => id),
    );
    throw new UsageError(`there is no check "${pattern}"`, {
      hint: nearest ? `did you mean ${nearest}?` : 'seawall explain lists the checks',
    });
  }
  const wanted = standards.map(readStandard);
  return CATALOGUE.filter(
    (check) =>
      config.severities?.[check.id] !== 'never' &&
      (patterns.length === 0 || patterns.some((pattern) => namesCheck(pattern, check))) &&
      (wanted.length === 0 || wanted.some((one) => answersTo(check, one))),
  );
}

interface WantedStandard {
  readonly id: StandardId;
  readonly requirement: string | undefined;
}

/** `cis`, `cis:5.2`, `owasp:K01`. */
function readStandard(text: string): WantedStandard {
  const [name = '', requirement] = text.split(/:(.*)/s);
  const id = STANDARD_IDS.find((standard) => standard === name.toLowerCase());
  if (!id) {
    const nearest = didYouMean(name, STANDARD_IDS);
    throw new UsageError(`there is no standard "${name}"`, {
      hint: nearest ? `did you mean ${nearest}?` : `there are: ${STANDARD_IDS.join(', ')}`,
    });
  }
  const wanted = { id, requirement: requirement || undefined };
  if (!CATALOGUE.some((check) => answersTo(check, wanted))) {
    throw new UsageError(`no check answers to ${text}`, { hint: `seawall explain ${id} lists its requirements` });
  }
  return wanted;
}

/** A requirement covers what lies below it: `5.2` covers `5.2.1`. */
function answersTo(check: Check, { id, requirement }: WantedStandard): boolean {
  const numbers = check.standards[id] ?? [];
  if (requirement === undefined) return numbers.length > 0;
  const wanted = requirement.toLowerCase();
  return numbers.some((number) => number.toLowerCase() === wanted || number.toLowerCase().startsWith(`${wanted}.`));
}

export function checkSettings(config: Config, lowest: Severity, kubernetesVersion: KubernetesVersion, now: Date): CheckSettings {
  const severities = Object.entries(config.severities ?? {}).filter((entry): entry is [string, Severity] => entry[1] !== 'never');
  return {
    parameters: config.parameters ?? {},
    severities: Object.fromEntries(severities),
    exceptions: config.exceptions ?? [],
    lowest,
    kubernetesVersion,
    now,
  };
}

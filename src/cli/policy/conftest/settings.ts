import type { OptionValues } from '../../option-spec.ts';
import { UsageError } from '../../usage-error.ts';

/** The options of Conftest that its configuration file and environment know too, and what each is without them. */
export type ListSetting = 'policy' | 'data' | 'update' | 'namespace' | 'proto-file-dirs';

const LISTS: Readonly<Record<ListSetting, readonly string[]>> = {
  policy: ['policy'],
  data: [],
  update: [],
  namespace: [],
  'proto-file-dirs': [],
};

const TEXTS = ['ignore', 'parser', 'stdin-filename', 'capabilities', 'rego-version', 'output', 'report'] as const;

const SWITCHES = [
  'all-namespaces',
  'combine',
  'fail-on-warn',
  'no-fail',
  'no-color',
  'suppress-exceptions',
  'quiet',
  'trace',
  'strict',
  'show-builtin-errors',
  'junit-hide-message',
  'github-hide-passed',
  'var-values',
] as const;

export type TextSetting = (typeof TEXTS)[number];
export type SwitchSetting = (typeof SWITCHES)[number];

export interface Settings {
  list(name: ListSetting): readonly string[];
  text(name: TextSetting): string | undefined;
  isOn(name: SwitchSetting): boolean;
}

export interface SettingSources {
  readonly options: OptionValues;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Members of the configuration file, their names in lower case. */
  readonly file: ReadonlyMap<string, unknown>;
}

/**
 * What a run is told: an option wins over the environment (CONFTEST_ALL_NAMESPACES), that over the configuration file, as in Conftest, which leaves
 * this to Viper (https://github.com/spf13/viper/tree/v1.21.0). A value of a wrong kind is an error.
 */
export function createSettings(sources: SettingSources): Settings {
  return {
    list: (name) => {
      const given = lookUp(sources, name);
      if (given === undefined) return LISTS[name];
      const items = typeof given === 'string' ? given.split(',') : given;
      if (!Array.isArray(items) || !items.every((item) => typeof item === 'string')) throw wrong(name, 'a list of texts');
      return (items as readonly string[]).map((item) => item.trim()).filter((item) => item !== '');
    },
    text: (name) => {
      const given = lookUp(sources, name);
      if (given === undefined || typeof given === 'string') return given === '' ? undefined : given;
      throw wrong(name, 'a text');
    },
    isOn: (name) => {
      const given = lookUp(sources, name);
      if (given === undefined || typeof given === 'boolean') return given ?? false;
      if (/^(?:1|t|true)$/i.test(String(given))) return true;
      if (/^(?:0|f|false)$/i.test(String(given))) return false;
      throw wrong(name, 'true or false');
    },
  };
}

function lookUp({ options, environment, file }: SettingSources, name: string): unknown {
  const given = optionOf(options, name);
  if (given !== undefined) return given;
  const variable = environment[`CONFTEST_${name.replaceAll('-', '_').toUpperCase()}`];
  return variable === undefined || variable === '' ? file.get(name) : variable;
}

/** What the command line says; a switch that begins with `no-` is the other one turned off. */
function optionOf(options: OptionValues, name: string): unknown {
  if (name.startsWith('no-')) return options[camelCase(name.slice(3))] === false ? true : undefined;
  return options[camelCase(name)];
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function wrong(name: string, wanted: string): UsageError {
  return new UsageError(`the setting ${name} must be ${wanted}`, { hint: 'it comes from the environment or from the configuration file' });
}

import { formatPlace } from '../core/index.ts';
import type { Entry, ImportedConfig } from '../migration/index.ts';
import { plural, safeText, wrapHanging } from '../report/index.ts';

const MAX_TEXT = 40;

/** Every entry in one of three lists, as a table for people. */
export function formatImport(entries: readonly Entry[], config: ImportedConfig, columns: number): string {
  const done = entries.filter(({ translation }) => translation.kind === 'exception' || translation.kind === 'settings');
  const needless = entries.filter(({ translation }) => translation.kind === 'needless');
  const lost = entries.filter(({ translation }) => translation.kind === 'untranslated');
  const exceptions = config.exceptions?.length ?? 0;
  const written = `${plural(exceptions, 'exception')}${Object.keys(config).some((key) => key !== 'exceptions') ? ' and settings' : ''}`;
  return [
    ...section('Translated', done, columns),
    ...section('Needs no translation', needless, columns),
    ...section('Not translated', lost, columns),
    `${done.length} translated into ${written}, ${needless.length} ${needless.length === 1 ? 'needs' : 'need'} no translation, ${lost.length} not translated`,
    '',
  ].join('\n');
}

function section(title: string, entries: readonly Entry[], columns: number): string[] {
  if (entries.length === 0) return [];
  const rows = entries.map((entry) => ({
    place: safeText(formatPlace(entry.place)),
    text: safeText(entry.text),
    outcome: safeText(outcomeOf(entry)),
  }));
  const placeWidth = Math.max(...rows.map(({ place }) => place.length)) + 2;
  const textWidth = Math.min(MAX_TEXT, Math.max(...rows.map(({ text }) => text.length))) + 2;
  return [
    `${title} (${entries.length})`,
    ...rows.flatMap(({ place, text, outcome }) => {
      const head = `  ${place.padEnd(placeWidth)}${text.padEnd(textWidth)}`;
      const isWide = head.length > columns - 30;
      return isWide ? [head.trimEnd(), ...wrapHanging('      ', outcome, columns)] : wrapHanging(head, outcome, columns);
    }),
    '',
  ];
}

function outcomeOf({ translation }: Entry): string {
  switch (translation.kind) {
    case 'exception': {
      const { checks, expires } = translation.exception;
      const until = expires === undefined ? '' : ` until the end of ${expires}`;
      return `${checks ? checks.join(', ') : 'every check'}${until}${translation.note ? ` (${translation.note})` : ''}`;
    }
    case 'settings':
      return translation.settings
        .map((setting) => {
          switch (setting.kind) {
            case 'severity':
              return `severities, ${setting.check}: ${setting.severity}`;
            case 'parameter':
              return `parameters, ${setting.check}, ${setting.name}: ${setting.value.join(', ')}`;
            case 'fail-on':
              return `failOn: ${setting.value}`;
            default:
              return `checks: ${setting.checks.join(', ')}`;
          }
        })
        .join('; ');
    default:
      return translation.why;
  }
}

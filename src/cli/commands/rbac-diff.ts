import pc from 'picocolors';
import { type AccessChange, accessDifference, formatSubjectName } from '../../engines/rbac/index.ts';
import { plural, safeJson, safeText, wrapHanging } from '../../report/index.ts';
import {
  describeAction,
  describeBinding,
  describeChange,
  describeRole,
  describeRule,
  proofJson,
  ruleJson,
  subjectJson,
} from '../access/describe.ts';
import { knownVerbs } from '../access/known-verbs.ts';
import { type AccessState, readAccess } from '../access/read-access.ts';
import { finish, writeResults } from '../answers.ts';
import { onlyState, readSides } from '../compare.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import type { TerminalStyle } from '../terminal.ts';

/** Compares who may do what in two states of a cluster; with `--fail-on-gained` exits with 1 where somebody gains. */
export async function run({ arguments: sides, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const [before, after] = readSides(sides, options, 'seawall rbac diff', readAccess);
  const [old, fresh] = [onlyState(before.states, sides[0] ?? ''), onlyState(after.states, sides[1] ?? 'the current folder')];
  const { gained, lost } = accessDifference(old.authorizer, fresh.authorizer, knownVerbs(fresh));
  writeResults(outputs, options, (format, style) =>
    format === 'json'
      ? safeJson({ schemaVersion: 1, gained: gained.map((one) => changeJson(one, fresh)), lost: lost.map((one) => changeJson(one, old)) })
      : format === 'markdown'
        ? renderMarkdown(gained, lost, fresh, old)
        : render(gained, lost, fresh, old, style),
  );
  const reasons = [...finish(before, options), ...finish(after, options)].filter((reason) => reason !== 'nothing');
  return [...reasons, ...(options['failOnGained'] === true && gained.length > 0 ? (['findings'] as const) : [])];
}

function render(
  gained: readonly AccessChange[],
  lost: readonly AccessChange[],
  fresh: AccessState,
  old: AccessState,
  style: TerminalStyle,
): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = [];
  const add = (indent: string, text: string, paint: (text: string) => string = (one) => one): void => {
    lines.push(...wrapHanging(indent, safeText(text), style.columns).map(paint));
  };
  const section = (
    heading: string,
    sign: string,
    changes: readonly AccessChange[],
    state: AccessState,
    paint: (text: string) => string,
  ): void => {
    if (changes.length === 0) return;
    lines.push(colors.bold(heading));
    for (const change of changes) {
      add(`${sign} `, describeChange(change), paint);
      if (change.powers.length > 0 && sign === '+')
        add(
          '    ',
          `leads to ${change.powers
            .slice(0, 4)
            .map(({ title }) => title)
            .join('; ')}`,
        );
      add('    ', `witness: ${witnessOf(change)}`);
      const place = state.placeOfRule(change.through.role, change.through.ruleIndex) ?? state.placeOf(change.through.binding.source);
      add(
        '    ',
        `through ${describeBinding(change.through.binding)} → ${describeRole(change.through.role)}${place ? `  ${place}` : ''}`,
        colors.dim,
      );
    }
    lines.push('');
  };
  section('GAINED', '+', gained, fresh, colors.yellow);
  section('LOST', '-', lost, old, colors.dim);
  add('', gained.length + lost.length === 0 ? 'everybody may do the same as before' : tally(gained, lost));
  return `${lines.join('\n')}\n`;
}

function tally(gained: readonly AccessChange[], lost: readonly AccessChange[]): string {
  const subjects = (changes: readonly AccessChange[]): string =>
    plural(new Set(changes.map(({ subject }) => formatSubjectName(subject))).size, 'subject');
  const dangerous = gained.filter(({ powers }) => powers.some(({ rank }) => rank < 4)).length;
  return `${subjects(gained)} gain${new Set(gained.map(({ subject }) => formatSubjectName(subject))).size === 1 ? 's' : ''} (${dangerous} of ${plural(gained.length, 'change')} dangerous), ${subjects(lost)} lose${new Set(lost.map(({ subject }) => formatSubjectName(subject))).size === 1 ? 's' : ''}`;
}

function witnessOf({ subject, witness }: AccessChange): string {
  return `${formatSubjectName(subject)} may ${describeAction(witness)}`;
}

/** For a comment on a pull request. */
function renderMarkdown(gained: readonly AccessChange[], lost: readonly AccessChange[], fresh: AccessState, old: AccessState): string {
  if (gained.length + lost.length === 0) return 'Everybody may do the same as before.\n';
  const rows = (changes: readonly AccessChange[], state: AccessState): string[] => [
    '| who | may | leads to | for example | through |',
    '|---|---|---|---|---|',
    ...changes.map((change) => {
      const { subject, namespace, rule, powers, through } = change;
      const place = state.placeOfRule(through.role, through.ruleIndex) ?? state.placeOf(through.binding.source);
      const where = namespace === '' ? 'in the whole cluster' : `in namespace ${namespace}`;
      return `| ${[
        formatSubjectName(subject),
        `${describeRule(rule)} ${where}`,
        powers
          .slice(0, 3)
          .map(({ title }) => title)
          .join('; '),
        `\`${describeAction(change.witness)}\``,
        `${describeBinding(through.binding)} → ${describeRole(through.role)}${place ? ` (${place})` : ''}`,
      ]
        .map((text) => safeText(text).replaceAll('|', '\\|').replaceAll('<', '&lt;'))
        .join(' | ')} |`;
    }),
    '',
  ];
  return [
    `**${tally(gained, lost)}**`,
    '',
    ...(gained.length > 0 ? ['### Gained', '', ...rows(gained, fresh)] : []),
    ...(lost.length > 0 ? ['### Lost', '', ...rows(lost, old)] : []),
  ].join('\n');
}

function changeJson(change: AccessChange, state: AccessState): Readonly<Record<string, unknown>> {
  return {
    subject: subjectJson(change.subject),
    ...(change.namespace === '' ? {} : { namespace: change.namespace }),
    rule: ruleJson(change.rule),
    powers: change.powers.map(({ id }) => id),
    witness: change.witness,
    through: proofJson(change.through, state),
  };
}

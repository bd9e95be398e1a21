import pc from 'picocolors';
import { type EffectiveRule, effectiveRules, formatSubjectName, readSurroundings, type Subject, userOf } from '../../engines/rbac/index.ts';
import { plural, safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { describeBinding, describeRole, describeRule, proofJson, ruleJson, subjectJson } from '../access/describe.ts';
import { askSubject } from '../access/questions.ts';
import { type AccessState, readAccess } from '../access/read-access.ts';
import { finish, warn, worldTitle, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import type { TerminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** Lists what a subject may do, what is dangerous first. */
export async function run({ arguments: [word], options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  if (word === undefined)
    throw new UsageError('a subject is missing', {
      hint: 'for example: seawall rbac list shop/web, or seawall rbac list group:developers',
    });
  const access = readAccess(options);
  const answers = access.states.map((state) => {
    const { subject, warnings } = askSubject(word, state.policy, state.authorizer.subjects());
    return { state, subject, warnings, rules: effectiveRules(state.authorizer, subject) };
  });
  warn([...new Set(answers.flatMap(({ warnings }) => warnings))]);
  writeResults(outputs, options, (format, style) =>
    format === 'json'
      ? safeJson({
          schemaVersion: 1,
          answers: answers.map(({ state, subject, rules }) => ({
            ...(state.worlds.some((name) => name !== '') ? { worlds: state.worlds } : {}),
            subject: subjectJson(subject),
            groups: userOf(subject).groups,
            rules: rules.map((rule) => effectiveJson(rule, state)),
          })),
        })
      : answers
          .map(({ state, subject, rules }) =>
            render(state, subject, rules, style, options['all'] === true, worldTitle(state.worlds, answers.length)),
          )
          .join('\n'),
  );
  return finish(access, options);
}

function effectiveJson({ namespace, rule, powers, held }: EffectiveRule, state: AccessState): Readonly<Record<string, unknown>> {
  return {
    ...(namespace === '' ? {} : { namespace }),
    rule: ruleJson(rule),
    powers: powers.map(({ id }) => id),
    through: held.map((one) => proofJson(one, state)),
  };
}

const MOST = 3;

function render(
  state: AccessState,
  subject: Subject,
  rules: readonly EffectiveRule[],
  style: TerminalStyle,
  isAll: boolean,
  title: string | undefined,
): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = title ? [colors.bold(title)] : [];
  const add = (indent: string, text: string, paint: (text: string) => string = (one) => one): void => {
    lines.push(...wrapHanging(indent, safeText(text), style.columns).map(paint));
  };
  add('', `what ${formatSubjectName(subject)} may do`, colors.bold);
  const { groups } = userOf(subject);
  if (groups.length > 0) add('  ', `in the groups ${groups.join(', ')}`, colors.dim);
  if (subject.kind === 'ServiceAccount') {
    const pods = readSurroundings(state.objects, state.policy, state.namespace).pods.filter(
      ({ namespace, serviceAccount }) => namespace === subject.namespace && serviceAccount === subject.name,
    );
    const shown = pods.slice(0, MOST).map(({ kind, name, holdsToken }) => `${kind} ${name}${holdsToken ? '' : ' (without its token)'}`);
    add(
      '  ',
      pods.length === 0
        ? 'no pod here runs as it'
        : `runs ${shown.join(', ')}${pods.length > MOST ? ` and ${pods.length - MOST} more` : ''}`,
      colors.dim,
    );
  }
  const section = (heading: string, found: readonly EffectiveRule[]): void => {
    if (found.length === 0) return;
    lines.push('', colors.bold(heading));
    for (const one of found) renderRule(one);
  };
  const renderRule = ({ namespace, rule, powers, held }: EffectiveRule): void => {
    add(
      '  ',
      `${describeRule(rule)}${namespace === '' ? '' : ` in namespace ${namespace}`}`,
      powers.length > 0 ? colors.yellow : undefined,
    );
    if (powers.length > 0)
      add(
        '    ',
        `leads to ${powers
          .slice(0, MOST + 1)
          .map((power) => power.title)
          .join('; ')}${powers.length > MOST + 1 ? `; and ${powers.length - MOST - 1} more` : ''}`,
      );
    const ways = [
      ...new Set(
        held.map(({ binding, role, subject: named }) => {
          const by = named.kind === 'Group' && named.name !== subject.name ? ` for ${formatSubjectName(named)}` : '';
          return `${describeBinding(binding)} → ${describeRole(role)}${by}`;
        }),
      ),
    ];
    const place = held[0] && state.placeOf(held[0].binding.source);
    add(
      '    ',
      `through ${ways.slice(0, MOST).join('; ')}${ways.length > MOST ? `; and ${ways.length - MOST} more` : ''}${place ? `  ${place}` : ''}`,
      colors.dim,
    );
  };
  const dangerous = rules.filter(({ powers }) => powers.some(({ rank }) => rank < 4));
  section('LEADS FURTHER THAN IT SAYS', dangerous);
  const usual = isAll ? [] : rules.filter((rule) => !dangerous.includes(rule) && rule.held.every(({ binding }) => binding.isAssumed));
  const rest = rules.filter((rule) => !dangerous.includes(rule) && !usual.includes(rule));
  section(
    'IN THE WHOLE CLUSTER',
    rest.filter(({ namespace }) => namespace === ''),
  );
  section(
    'IN SINGLE NAMESPACES',
    rest.filter(({ namespace }) => namespace !== ''),
  );
  lines.push('');
  if (usual.length > 0) add('', `and ${plural(usual.length, 'rule')} that every cluster has for it: --all`);
  if (subject.kind === 'Group' && subject.name === 'system:masters')
    add('', 'whatever is listed: the API server lets system:masters do everything');
  add('', rules.length === 0 ? 'nothing' : `${plural(rules.length, 'rule')}, ${dangerous.length} of them dangerous`);
  return `${lines.join('\n')}\n`;
}

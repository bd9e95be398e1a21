import pc from 'picocolors';
import {
  aliasesOf,
  CATALOGUE,
  type Check,
  GLOSSARY,
  namesCheck,
  requirementsOf,
  requirementTitle,
  STANDARD_IDS,
  STANDARDS,
  type StandardId,
  type Term,
} from '../../checks/index.ts';
import { didYouMean } from '../../core/index.ts';
import { wrapHanging, wrapText } from '../../report/index.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { type TerminalStyle, terminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { writeOutput } from '../write-output.ts';

type Topic =
  | { readonly kind: 'checks'; readonly checks: readonly Check[] }
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'standard'; readonly id: StandardId }
  | { readonly kind: 'requirement'; readonly id: StandardId; readonly requirement: string }
  | { readonly kind: 'index' };

export async function run({ arguments: words, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const topic = findTopic(words.join(' ').trim());
  const style = terminalStyle(options['color']);
  for (const { format, file } of outputs.length > 0 ? outputs : [{ format: undefined, file: undefined }]) {
    const look = file === undefined ? style : { ...style, colour: false };
    writeOutput(format === 'json' ? renderJson(topic) : renderText(topic, look), file);
  }
  return ['clean'];
}

/** Checks come first, by their own ids and by those of other scanners; then standards, then terms. */
function findTopic(text: string): Topic {
  if (text === '') return { kind: 'index' };
  const checks = CATALOGUE.filter((check) => namesCheck(text, check));
  if (checks.length > 0) return { kind: 'checks', checks };
  const lower = text.toLowerCase();
  const [name = '', number] = lower.split(/:(.*)/s);
  const id = STANDARD_IDS.find((standard) => standard === name);
  if (id && !number) return { kind: 'standard', id };
  if (id && number) {
    const requirement = requirementsOf(id).find((candidate) => candidate.toLowerCase() === number);
    if (requirement !== undefined) return { kind: 'requirement', id, requirement };
    throw new UsageError(`${STANDARDS[id].title} has no requirement ${number}`, { hint: `seawall explain ${id} lists them` });
  }
  const term = GLOSSARY.find((one) => [one.term, ...(one.aliases ?? [])].some((candidate) => candidate.toLowerCase() === lower));
  if (term) return { kind: 'term', term };
  const known = [
    ...CATALOGUE.flatMap((check) => [check.id, ...aliasesOf(check)]),
    ...GLOSSARY.flatMap((one) => [one.term, ...(one.aliases ?? [])]),
    ...STANDARD_IDS,
  ];
  const nearest = didYouMean(text, known);
  throw new UsageError(`there is nothing to explain under "${text}"`, {
    hint: nearest ? `did you mean ${nearest}?` : 'seawall explain lists what there is',
  });
}

function checksOf(term: Term): readonly Check[] {
  return CATALOGUE.filter((check) => term.checks?.some((pattern) => namesCheck(pattern, check)));
}

function checksFor(id: StandardId, requirement: string): readonly Check[] {
  return CATALOGUE.filter((check) => check.standards[id]?.some((number) => number === requirement || number.startsWith(`${requirement}.`)));
}

function renderJson(topic: Topic): string {
  return `${JSON.stringify(describe(topic), undefined, 2)}\n`;
}

function describe(topic: Topic): unknown {
  const ids = (checks: readonly Check[]): string[] => checks.map((check) => check.id);
  switch (topic.kind) {
    case 'checks':
      return topic.checks.map(({ id, title, severity, why, remedy, standards, aliases, parameters = {}, fix }) => ({
        id,
        title,
        severity,
        why,
        remedy,
        standards,
        aliases,
        parameters,
        fixable: fix !== undefined,
      }));
    case 'term':
      return {
        term: topic.term.term,
        text: topic.term.text,
        ...(topic.term.example ? { example: topic.term.example } : {}),
        checks: ids(checksOf(topic.term)),
      };
    case 'standard':
      return {
        ...STANDARDS[topic.id],
        requirements: requirementsOf(topic.id).map((requirement) => ({
          requirement,
          title: requirementTitle(topic.id, requirement),
          checks: ids(checksFor(topic.id, requirement)),
        })),
      };
    case 'requirement':
      return {
        standard: STANDARDS[topic.id].title,
        requirement: topic.requirement,
        title: requirementTitle(topic.id, topic.requirement),
        checks: ids(checksFor(topic.id, topic.requirement)),
      };
    default:
      return { checks: ids(CATALOGUE), terms: GLOSSARY.map(({ term }) => term), standards: STANDARD_IDS };
  }
}

function renderText(topic: Topic, style: TerminalStyle): string {
  const colors = pc.createColors(style.colour);
  const wrap = (text: string, prefix = ''): string[] =>
    prefix === '' ? wrapText(text, style.columns) : wrapHanging(prefix, text, style.columns);
  const list = (checks: readonly Check[]): string[] => checks.flatMap((check) => wrap(`${check.id.padEnd(38)} ${check.title}`, '  '));
  switch (topic.kind) {
    case 'checks':
      return `${topic.checks.map((check) => explainCheck(check, wrap, colors)).join('\n\n')}\n`;
    case 'term': {
      const checks = checksOf(topic.term);
      const example = topic.term.example?.split('\n') ?? [];
      return lines([
        colors.bold(topic.term.term),
        ...wrap(topic.term.text),
        ...(example.length > 0 ? ['', ...example] : []),
        ...(checks.length > 0 ? ['', 'Checks', ...list(checks)] : []),
      ]);
    }
    case 'standard': {
      const { title, url } = STANDARDS[topic.id];
      const rows = requirementsOf(topic.id).flatMap((requirement) => {
        const count = checksFor(topic.id, requirement).length;
        return wrap(
          `${requirement.padEnd(26)} ${requirementTitle(topic.id, requirement)}${count > 0 ? ` (${count} ${count === 1 ? 'check' : 'checks'})` : ''}`,
          '  ',
        );
      });
      return lines([colors.bold(title), url, '', ...rows, '', `seawall scan --standard ${topic.id} asks these checks alone.`]);
    }
    case 'requirement': {
      const checks = checksFor(topic.id, topic.requirement);
      const none = 'No check answers to it: it is not decided by manifests or configuration files.';
      return lines([
        colors.bold(`${STANDARDS[topic.id].title} ${topic.requirement}`),
        ...wrap(requirementTitle(topic.id, topic.requirement) ?? ''),
        '',
        ...(checks.length > 0 ? ['Checks', ...list(checks)] : [none]),
      ]);
    }
    default:
      return lines([
        colors.bold(`Checks (${CATALOGUE.length})`),
        ...list(CATALOGUE),
        '',
        colors.bold('Standards'),
        ...STANDARD_IDS.map((id) => `  ${id.padEnd(38)} ${STANDARDS[id].title}`),
        '',
        colors.bold('Terms'),
        ...wrap(GLOSSARY.map(({ term }) => term).join(', '), '  '),
      ]);
  }
}

function explainCheck(check: Check, wrap: (text: string, prefix?: string) => string[], colors: ReturnType<typeof pc.createColors>): string {
  const standards = STANDARD_IDS.flatMap((id) =>
    (check.standards[id] ?? []).map((requirement) => `${STANDARDS[id].title} ${requirement}: ${requirementTitle(id, requirement)}`),
  );
  const aliases = Object.entries(check.aliases).map(([scanner, ids]) => `${scanner}: ${ids.join(', ')}`);
  const parameters = Object.entries(check.parameters ?? {}).map(
    ([name, parameter]) => `${name}: ${parameter.description} (default: ${JSON.stringify(parameter.default)})`,
  );
  return [
    `${colors.bold(check.title)}  ${check.id}, ${check.severity}`,
    '',
    ...wrap(check.why),
    '',
    ...wrap(check.remedy, 'Fix: '),
    ...(check.fix ? wrap(`seawall fix --check ${check.id} makes it, or says why it cannot be proven.`, '     ') : []),
    ...(standards.length > 0 ? ['', 'Standards', ...standards.flatMap((text) => wrap(text, '  '))] : []),
    ...(aliases.length > 0 ? ['', 'Elsewhere', ...aliases.flatMap((text) => wrap(text, '  '))] : []),
    ...(parameters.length > 0
      ? ['', 'Parameters (in seawall.yaml, under parameters)', ...parameters.flatMap((text) => wrap(text, '  '))]
      : []),
  ].join('\n');
}

function lines(parts: readonly string[]): string {
  return `${parts.join('\n')}\n`;
}

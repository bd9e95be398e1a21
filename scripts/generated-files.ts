import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE, type Check, requirementTitle, STANDARD_IDS, STANDARDS } from '../src/checks/index.ts';
import { COMMANDS } from '../src/cli/command-table.ts';
import { CONFIG_KEYS, type ConfigKey, type ConfigType } from '../src/cli/config/keys.ts';
import { EXIT_CODES, STAND_IN_CODES } from '../src/cli/exit-codes.ts';
import { describeOption, flagsOf } from '../src/cli/help.ts';
import { obstacleOf, POLICY_FORMS, parameterSchema } from '../src/policies/index.ts';
import { attackStepsPage } from './attack-steps-page.ts';
import { MAP_PAGE, PATHS_PAGE, pageModule, REPORT_PAGE } from './page.ts';
import { policyTextsModule } from './policy-texts.ts';
import { regoConformancePage } from './rego-conformance.ts';
import { refreshSessions } from './sessions.ts';

/** Everything in the repository that is made from code, by its path from the root. A test compares it with what is there. */
export function generatedFiles(): Map<string, string> {
  const files = new Map<string, string>();
  const folders = Map.groupBy(CATALOGUE, ({ id }) => id.split('/')[0] ?? '');
  for (const [folder, checks] of folders) files.set(`docs/checks/${folder}.md`, checksPage(folder, checks));
  files.set('docs/checks/README.md', checksIndex(folders));
  files.set('docs/cli.md', cliPage());
  files.set('docs/attack-steps.md', attackStepsPage());
  files.set('schemas/config.schema.json', `${JSON.stringify(configSchema(), undefined, 2)}\n`);
  files.set('src/policies/policy-texts.ts', policyTextsModule());
  files.set('src/report/attack-paths/template.ts', pageModule(PATHS_PAGE));
  files.set('src/report/html/template.ts', pageModule(REPORT_PAGE));
  files.set('src/report/network-map/template.ts', pageModule(MAP_PAGE));
  for (const page of PAGES_WITH_SESSIONS) files.set(page, refreshSessions(readFileSync(join(import.meta.dirname, '..', page), 'utf8')));
  const conformance = regoConformancePage();
  if (conformance !== undefined) files.set('docs/rego-conformance.md', conformance);
  return files;
}

const PAGES_WITH_SESSIONS = ['docs/attack-paths.md', 'docs/network.md', 'docs/rbac.md', 'docs/rbac-least-privilege.md'];

const NOTE = 'Made from the code by `npm run generate`.';

function checksIndex(folders: ReadonlyMap<string, readonly Check[]>): string {
  const rows = [...folders].flatMap(([folder, checks]) =>
    checks.map(({ id, severity, title }) => `| [${id}](${folder}.md#${anchor(id)}) | ${severity} | ${cell(title)} |`),
  );
  return `# Checks\n\n${CATALOGUE.length} checks. ${NOTE}\n\n| check | severity | what is wrong |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function checksPage(folder: string, checks: readonly Check[]): string {
  return `# Checks: ${folder}\n\n${NOTE}\n\n${checks.map(checkSection).join('\n')}`;
}

function checkSection(check: Check): string {
  const standards = STANDARD_IDS.flatMap((id) =>
    (check.standards[id] ?? []).map((requirement) => `- ${STANDARDS[id].title} ${requirement}: ${requirementTitle(id, requirement) ?? ''}`),
  );
  const aliases = Object.entries(check.aliases).map(([scanner, ids]) => `${scanner} ${ids.join(', ')}`);
  const parameters = Object.entries(check.parameters ?? {}).map(
    ([name, parameter]) => `- \`${name}\`: ${parameter.description} (default \`${JSON.stringify(parameter.default)}\`)`,
  );
  return [
    `## ${check.id}`,
    '',
    `**${check.title}** (${check.severity})`,
    '',
    check.why,
    '',
    `**Remedy.** ${check.remedy}${check.fix ? ' `seawall fix` can make the change.' : ''}`,
    '',
    ...standards,
    ...(aliases.length > 0 ? ['', `Elsewhere: ${aliases.join('; ')}`] : []),
    ...(parameters.length > 0 ? ['', 'Parameters:', ...parameters] : []),
    ...(check.on === 'dockerfile' ? [] : ['', asPolicy(check)]),
    ...(check.unseen ? ['', `Not shown by the example: ${check.unseen}`] : []),
    '',
  ].join('\n');
}

/** In which forms `seawall policy generate` has it, or why not. */
function asPolicy(check: Check): string {
  const forms = POLICY_FORMS.filter((form) => obstacleOf(check, form) === undefined);
  const names = forms.map((form) => (form === 'rego' ? 'Rego' : 'a Gatekeeper template'));
  return names.length > 0 ? `As a policy: ${names.join(', ')}` : `As a policy: no, ${obstacleOf(check, 'rego')}`;
}

function anchor(id: string): string {
  return id.replace('/', '');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function cliPage(): string {
  const commands = COMMANDS.map((command) => {
    const usage = command.arguments.map(({ name, isRequired, isVariadic }) => {
      const shown = `${name.toUpperCase()}${isVariadic ? '...' : ''}`;
      return isRequired ? ` ${shown}` : ` [${shown}]`;
    });
    const options = command.options.map((option) => `| \`${flagsOf(option)}\` | ${cell(describeOption(option))} |`);
    return [
      `## seawall ${command.name}`,
      '',
      `\`seawall ${command.name}${options.length > 0 ? ' [OPTIONS]' : ''}${usage.join('')}\``,
      '',
      command.description ?? `${command.summary}.`,
      '',
      '```sh',
      ...command.examples.flatMap(({ command: line, comment }) => [`# ${comment}`, line]),
      '```',
      '',
      ...(options.length > 0 ? ['| option | meaning |', '|---|---|', ...options, ''] : []),
    ].join('\n');
  });
  const codes = Object.values(EXIT_CODES)
    .toSorted((a, b) => a.code - b.code)
    .map(({ code, meaning }) => `| ${code} | ${meaning} |`);
  return `# Command line\n\n${NOTE}\n\n${commands.join('\n')}\n## Exit codes\n\n| code | meaning |\n|---|---|\n${codes.join('\n')}\n\nWhere several apply, the first of ${Object.values(
    EXIT_CODES,
  )
    .map(({ code }) => code)
    .join(', ')} wins.\n\nCommands that stand in for another tool keep its codes:\n\n| code | meaning |\n|---|---|\n${Object.values(
    STAND_IN_CODES,
  )
    .map(({ code, meaning }) => `| ${code} | ${meaning} |`)
    .join('\n')}\n`;
}

type JsonSchema = Readonly<Record<string, unknown>>;

function configSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'seawall.yaml',
    ...objectSchema(CONFIG_KEYS),
  };
}

function objectSchema(keys: readonly ConfigKey[]): JsonSchema {
  const required = keys.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(keys.map(({ name, description, type }) => [name, { description, ...typeSchema(type) }])),
  };
}

function typeSchema(type: ConfigType): JsonSchema {
  switch (type.kind) {
    case 'string':
      return { type: 'string', ...(type.choices ? { enum: type.choices } : {}), ...(type.pattern ? { pattern: type.pattern } : {}) };
    case 'boolean':
      return { type: 'boolean' };
    case 'list':
      return { type: 'array', items: typeSchema(type.of) };
    case 'map':
      return { type: 'object', propertyNames: { enum: CATALOGUE.map(({ id }) => id) }, additionalProperties: typeSchema(type.of) };
    case 'object':
      return objectSchema(type.keys);
    default:
      return parametersSchema();
  }
}

function parametersSchema(): JsonSchema {
  const checks = CATALOGUE.filter(({ parameters }) => parameters);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      checks.map(({ id, parameters = {} }) => [
        id,
        {
          type: 'object',
          additionalProperties: false,
          properties: Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameterSchema(parameter)])),
        },
      ]),
    ),
  };
}

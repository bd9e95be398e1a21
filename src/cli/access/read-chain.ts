import { readFileSync } from 'node:fs';
import type { Problem } from '../../core/index.ts';
import {
  type AbacFile,
  type AuthorizationModes,
  type AuthorizationProblem,
  type AuthorizerChain,
  buildNodeGraph,
  createChain,
  createNodeAuthorizer,
  modesFromConfiguration,
  modesFromFlags,
  readAbacFile,
  type WebhookAnswer,
} from '../../engines/rbac/index.ts';
import { readYaml } from '../../formats/index.ts';
import { findComponents } from '../../inventory/index.ts';
import type { OptionValues } from '../option-spec.ts';
import { listOption } from '../read-worlds.ts';
import { UsageError } from '../usage-error.ts';
import { type AccessState } from './read-access.ts';

export interface ReadChain {
  readonly chain: AuthorizerChain;
  /** Where the order of the authorizers comes from, for people. */
  readonly origin: string;
  readonly problems: readonly Problem[];
}

const ANSWERS: readonly WebhookAnswer[] = ['allow', 'deny', 'noOpinion', 'failed', 'passed-over'];

/** The authorizers that the options name, else those that the API server among the objects is started with, else Node and RBAC. */
export function readChain(options: OptionValues, state: AccessState): ReadChain {
  const { modes, origin } = findModes(options, state);
  const abac = readAbac(options['authorizationPolicyFile'] as string | undefined);
  const answers = readAnswers(listOption(options['webhook']));
  const webhooks = modes.authorizers.filter(({ mode }) => mode === 'Webhook').map(({ name }) => name);
  for (const name of answers.keys()) {
    if (webhooks.includes(name)) continue;
    const hint =
      webhooks.length > 0
        ? `there are: ${webhooks.join(', ')}`
        : 'name the authorizers with --authorization-mode or --authorization-config';
    throw new UsageError(`no webhook called ${name} is among the authorizers`, { hint });
  }
  const problems: Problem[] = modes.problems.map((problem) => ({
    code: 'not-evaluated',
    message: `the API server would not start with the authorizers of ${origin}: ${describeProblem(problem)}`,
  }));
  for (const { line, reason } of abac?.unreadable ?? []) {
    const file = options['authorizationPolicyFile'] as string;
    problems.push({
      code: 'not-evaluated',
      file,
      message: `the API server would not start: line ${line} of ${file} cannot be read: ${reason}`,
    });
  }
  const hasNode = modes.authorizers.some(({ mode }) => mode === 'Node');
  const chain = createChain(modes.authorizers, {
    rbac: state.authorizer,
    ...(hasNode ? { node: createNodeAuthorizer(buildNodeGraph(state.objects)) } : {}),
    ...(abac ? { abac } : {}),
    webhook: (name) => answers.get(name),
  });
  return { chain, origin, problems };
}

function findModes(options: OptionValues, state: AccessState): { modes: AuthorizationModes; origin: string } {
  const flags = listOption(options['authorizationMode']);
  const file = options['authorizationConfig'] as string | undefined;
  if (flags.length > 0 && file !== undefined) throw new UsageError('--authorization-mode and --authorization-config exclude each other');
  if (file !== undefined) {
    const { documents } = readYaml(readNamed(file));
    return { modes: modesFromConfiguration(documents[0]?.value), origin: file };
  }
  if (flags.length > 0) return { modes: modesFromFlags(flags), origin: '--authorization-mode' };
  const configuration = state.objects.find(({ kind }) => kind === 'AuthorizationConfiguration');
  if (configuration) return { modes: modesFromConfiguration(configuration.value), origin: configuration.file.name };
  for (const object of state.objects) {
    if (object.pods.length === 0 && object.group !== 'kubeadm.k8s.io') continue;
    const server = findComponents(object).find(({ name }) => name === 'kube-apiserver');
    const flag = server?.flags.get('authorization-mode');
    if (server && (flag || server.isComplete)) return { modes: modesFromFlags(flag ? [flag.value] : []), origin: object.file.name };
  }
  return { modes: modesFromFlags(['Node,RBAC']), origin: 'the defaults of kubeadm' };
}

function readNamed(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readAbac(file: string | undefined): AbacFile | undefined {
  return file === undefined ? undefined : readAbacFile(readNamed(file));
}

function readAnswers(pairs: readonly string[]): Map<string, WebhookAnswer> {
  return new Map(
    pairs.map((pair) => {
      const [name = '', text = ''] = pair.split('=');
      const answer = ANSWERS.find((one) => one.toLowerCase() === text.replace('no-opinion', 'noopinion').toLowerCase());
      if (name === '' || !answer) {
        throw new UsageError(`--webhook cannot be "${pair}"`, {
          hint: 'write NAME=ANSWER, where ANSWER is allow, deny, no-opinion, failed or passed-over',
        });
      }
      return [name, answer] as const;
    }),
  );
}

function describeProblem(problem: AuthorizationProblem): string {
  switch (problem.kind) {
    case 'unknown-mode':
      return `"${problem.mode}" is no authorizer`;
    case 'repeated-mode':
      return `${problem.mode} is there twice`;
    case 'repeated-name':
      return `two are called ${problem.name}`;
    case 'missing-name':
      return `number ${problem.index + 1} has no name`;
    case 'missing-webhook':
      return `number ${problem.index + 1} has no webhook`;
    case 'bad-failure-policy':
      return `failurePolicy of number ${problem.index + 1} is "${problem.value}"`;
    case 'no-authorizers':
      return 'there is none';
  }
}

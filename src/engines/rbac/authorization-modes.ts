// Source of truth: https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/kubeapiserver/options/authorization.go and
// https://github.com/kubernetes/apiserver/blob/v0.37.2/pkg/apis/apiserver/validation/validation.go
import { isRecord, listAt, stringAt, valueAt } from '../../core/index.ts';

export const AUTHORIZATION_MODES = ['AlwaysAllow', 'AlwaysDeny', 'ABAC', 'Webhook', 'RBAC', 'Node'] as const;

export type AuthorizationMode = (typeof AUTHORIZATION_MODES)[number];

/** One authorizer of the chain as it is configured. */
export interface AuthorizerSpec {
  readonly mode: AuthorizationMode;
  /** What audit and metrics call it: its own name, or the mode in small letters. */
  readonly name: string;
  /** Of a webhook only. */
  readonly webhook?: WebhookSpec;
}

export interface WebhookSpec {
  /** What an answer that does not come counts as. The flags know no choice: there it is `NoOpinion`. */
  readonly failurePolicy: 'NoOpinion' | 'Deny';
  /** CEL expressions; one that is false passes the webhook over, one that fails counts as `failurePolicy`. */
  readonly matchConditions: readonly string[];
}

/** The API server does not start where there is a problem. */
export interface AuthorizationModes {
  readonly authorizers: readonly AuthorizerSpec[];
  readonly problems: readonly AuthorizationProblem[];
}

export type AuthorizationProblem =
  | { readonly kind: 'unknown-mode'; readonly mode: string; readonly index: number }
  | { readonly kind: 'repeated-mode'; readonly mode: AuthorizationMode; readonly index: number }
  | { readonly kind: 'repeated-name'; readonly name: string; readonly index: number }
  | { readonly kind: 'missing-name'; readonly index: number }
  | { readonly kind: 'missing-webhook'; readonly index: number }
  | { readonly kind: 'bad-failure-policy'; readonly value: string; readonly index: number }
  | { readonly kind: 'no-authorizers' };

/** The values of `--authorization-mode`, each of which may list several with commas; without any the API server takes `AlwaysAllow`. */
export function modesFromFlags(values: readonly string[]): AuthorizationModes {
  const words = values.flatMap((value) => value.split(','));
  if (words.length === 0) return { authorizers: [{ mode: 'AlwaysAllow', name: 'alwaysallow' }], problems: [] };
  const authorizers: AuthorizerSpec[] = [];
  const problems: AuthorizationProblem[] = [];
  for (const [index, word] of words.entries()) {
    const mode = AUTHORIZATION_MODES.find((one) => one === word);
    if (!mode) problems.push({ kind: 'unknown-mode', mode: word, index });
    else if (authorizers.some((one) => one.mode === mode)) problems.push({ kind: 'repeated-mode', mode, index });
    else authorizers.push({ mode, name: mode.toLowerCase(), ...(mode === 'Webhook' ? { webhook: FLAG_WEBHOOK } : {}) });
  }
  return { authorizers, problems };
}

const FLAG_WEBHOOK: WebhookSpec = { failurePolicy: 'NoOpinion', matchConditions: [] };

/** The authorizers of an AuthorizationConfiguration (`--authorization-config`), in order. */
export function modesFromConfiguration(configuration: unknown): AuthorizationModes {
  const authorizers: AuthorizerSpec[] = [];
  const problems: AuthorizationProblem[] = [];
  for (const [index, entry] of listAt(configuration, 'authorizers').entries()) {
    const type = stringAt(entry, 'type') ?? '';
    const mode = AUTHORIZATION_MODES.find((one) => one === type);
    if (!mode) {
      problems.push({ kind: 'unknown-mode', mode: type, index });
      continue;
    }
    const name = stringAt(entry, 'name') ?? '';
    if (mode !== 'Webhook' && authorizers.some((one) => one.mode === mode)) problems.push({ kind: 'repeated-mode', mode, index });
    if (name === '') problems.push({ kind: 'missing-name', index });
    else if (authorizers.some((one) => one.name === name)) problems.push({ kind: 'repeated-name', name, index });
    authorizers.push({ mode, name, ...(mode === 'Webhook' ? { webhook: readWebhook(entry, index, problems) } : {}) });
  }
  if (authorizers.length === 0) problems.push({ kind: 'no-authorizers' });
  return { authorizers, problems };
}

function readWebhook(entry: unknown, index: number, problems: AuthorizationProblem[]): WebhookSpec {
  if (!isRecord(valueAt(entry, ['webhook']))) problems.push({ kind: 'missing-webhook', index });
  const policy = stringAt(entry, 'webhook', 'failurePolicy') ?? '';
  if (policy !== 'NoOpinion' && policy !== 'Deny') problems.push({ kind: 'bad-failure-policy', value: policy, index });
  return {
    failurePolicy: policy === 'Deny' ? 'Deny' : 'NoOpinion',
    matchConditions: listAt(entry, 'webhook', 'matchConditions').map((one) => stringAt(one, 'expression') ?? ''),
  };
}

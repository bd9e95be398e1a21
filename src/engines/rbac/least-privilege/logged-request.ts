// Source of truth: https://github.com/kubernetes/apiserver/blob/v0.37.2/pkg/endpoints/filters/authorization.go (the decision),
// https://github.com/kubernetes/apiserver/blob/v0.37.2/pkg/audit/request.go (LogRequestObject completes objectRef from the body) and
// https://github.com/kubernetes/apiserver/blob/v0.37.2/pkg/endpoints/filters/impersonation
import type { AuditEvent, AuditUser } from '../../../formats/index.ts';
import { IMPERSONATION_MODES, type ImpersonationMode } from '../impersonation.ts';
import {
  type Action,
  AUTHENTICATED,
  pathAction,
  type ResourceAction,
  resourceAction,
  serviceAccountGroups,
  splitNodeName,
  splitServiceAccountName,
  UNAUTHENTICATED,
} from '../request.ts';
import { pathOfUri, readRequestUri } from './request-uri.ts';

/**
 * What the authorizer said. `unknown`: the request ended before it was asked, or the log does not tell. `refused`: status 403 without a
 * word of an authorizer, as old API servers and a failed impersonation leave it.
 */
export type LoggedOutcome = 'allowed' | 'denied' | 'refused' | 'unknown';

/** Whether an event is the one of its request that tells how it ended; a long-running request tells it when its answer starts. */
export function tellsOutcome({ stage }: AuditEvent): boolean {
  return stage === 'ResponseComplete' || stage === 'ResponseStarted' || stage === 'Panic';
}

export function outcomeOf({ decision, code }: AuditEvent): LoggedOutcome {
  if (decision === 'allow') return 'allowed';
  if (decision === 'forbid') return 'denied';
  if (code === 403) return 'refused';
  // Of a request that was answered otherwise than by the filters before authorization, authorization let it through.
  if (code === 0 || code === 401 || code === 429 || code >= 500) return 'unknown';
  return 'allowed';
}

/** The request as it was authorized. What the audit log adds from the body, such as the name of a created object, is left out. */
export function actionOf({ verb, requestURI, objectRef }: AuditEvent): Action {
  if (!objectRef) return pathAction(verb, pathOfUri(requestURI));
  const { apiGroup, resource, subresource, namespace, name } = objectRef;
  const fromUri = readRequestUri(requestURI, verb);
  if (fromUri && fromUri.resource === resource && fromUri.subresource === subresource && fromUri.apiGroup === apiGroup) return fromUri;
  const isUnnamed = verb === 'deletecollection' || (verb === 'create' && subresource === '');
  const isNewNamespace = verb === 'create' && resource === 'namespaces' && apiGroup === '' && subresource === '';
  return resourceAction(verb, resource, {
    apiGroup,
    subresource,
    namespace: isNewNamespace ? '' : namespace,
    name: isUnnamed ? '' : name,
  });
}

const AUTHENTICATION = 'authentication.k8s.io';

/** What the requestor needed in order to make the request as somebody else, besides what that one may do. */
export function impersonationActions(event: AuditEvent, action: Action): readonly Action[] {
  const wanted = event.impersonatedUser;
  if (!wanted) return [];
  const mode = IMPERSONATION_MODES.find((one) => event.impersonationConstraint === `impersonate:${one}`) ?? 'legacy';
  const isLegacy = mode === 'legacy';
  const verb = isLegacy ? 'impersonate' : `impersonate:${mode}`;
  const actions: Action[] = isLegacy ? [] : [{ ...action, verb: `impersonate-on:${mode}:${action.verb}` }];
  actions.push(nameAction(mode, verb, wanted.username));
  if (mode !== 'legacy' && mode !== 'user-info') return actions;
  const apiGroup = isLegacy ? '' : AUTHENTICATION;
  for (const name of askedGroups(wanted)) actions.push(resourceAction(verb, 'groups', { apiGroup, name }));
  if (wanted.uid !== '') actions.push(resourceAction(verb, 'uids', { apiGroup: AUTHENTICATION, name: wanted.uid }));
  for (const [key, values] of Object.entries(wanted.extra)) {
    for (const name of values)
      actions.push(resourceAction(verb, 'userextras', { apiGroup: AUTHENTICATION, subresource: key.toLowerCase(), name }));
  }
  return actions;
}

function nameAction(mode: ImpersonationMode, verb: string, username: string): ResourceAction {
  const apiGroup = mode === 'legacy' ? '' : AUTHENTICATION;
  const node = mode === 'legacy' ? undefined : splitNodeName(username);
  if (node !== undefined) return resourceAction(verb, 'nodes', { apiGroup, name: mode === 'associated-node' ? '*' : node });
  const account = splitServiceAccountName(username);
  if (account) return resourceAction(verb, 'serviceaccounts', { apiGroup, ...account });
  return resourceAction(verb, 'users', { apiGroup, name: username });
}

/** The API server adds groups by itself, and the log does not tell them from those that were asked for: these are taken to be added. */
function askedGroups({ username, groups }: AuditUser): readonly string[] {
  const account = splitServiceAccountName(username);
  const own = new Set(account ? serviceAccountGroups(account.namespace) : []);
  const others = groups.filter((group) => group !== AUTHENTICATED && group !== UNAUTHENTICATED);
  return others.every((group) => own.has(group)) ? [] : others;
}

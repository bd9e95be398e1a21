// Source of truth: https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/certauthorization/certauthorization.go, the admission plugins in
// https://github.com/kubernetes/kubernetes/tree/v1.37.0/plugin/pkg/admission/certificates and
// https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/certificates/approver/sarapprove.go
import type { Authorize } from './escalation.ts';
import { type Action, AUTHENTICATED, resourceAction, serviceAccountGroups, serviceAccountName, type UserInfo } from './request.ts';

const CERTIFICATES = 'certificates.k8s.io';

/** Whether somebody may do something that takes several rights. */
export interface Permission {
  readonly isAllowed: boolean;
  /** Of alternatives the first. */
  readonly missing: readonly Action[];
}

/** `approve`, `sign` or `attest` for a signer: by its full name, or by all of its domain (`kubernetes.io/*`). */
export function isAuthorizedForSigner(user: UserInfo, verb: string, signerName: string, authorize: Authorize): boolean {
  const signers = (name: string): Action => resourceAction(verb, 'signers', { apiGroup: CERTIFICATES, name });
  return authorize(user, signers(signerName)) || authorize(user, signers(`${signerName.split('/')[0] ?? ''}/*`));
}

/** Approving a certificate signing request takes an update of its subresource, and the right to the signer. */
export function checkApproval(user: UserInfo, request: string, signerName: string, authorize: Authorize): Permission {
  return checkSigner(user, 'approval', 'approve', request, signerName, authorize);
}

/** Putting the certificate in, as the signer does: whoever may do that decides what is in it. */
export function checkSigning(user: UserInfo, request: string, signerName: string, authorize: Authorize): Permission {
  return checkSigner(user, 'status', 'sign', request, signerName, authorize);
}

function checkSigner(
  user: UserInfo,
  subresource: string,
  verb: string,
  name: string,
  signerName: string,
  authorize: Authorize,
): Permission {
  const update = resourceAction('update', 'certificatesigningrequests', { apiGroup: CERTIFICATES, subresource, name });
  const missing: Action[] = authorize(user, update) ? [] : [update];
  if (!isAuthorizedForSigner(user, verb, signerName, authorize)) {
    missing.push(resourceAction(verb, 'signers', { apiGroup: CERTIFICATES, name: signerName }));
  }
  return { isAllowed: missing.length === 0, missing };
}

/**
 * Whether the controller manager approves a kubelet's request for a client certificate by itself: the requestor needs `create` of
 * this pseudo subresource. `selfnodeclient` is for renewing the certificate that one has.
 */
export function isNodeClientApproved(user: UserInfo, kind: 'nodeclient' | 'selfnodeclient', authorize: Authorize): boolean {
  return authorize(user, resourceAction('create', `certificatesigningrequests/${kind}`, { apiGroup: CERTIFICATES }));
}

/** What asking for a token of a service account takes, and who one is with it. */
export interface TokenRequest extends Permission {
  readonly user: UserInfo;
}

export function checkTokenRequest(user: UserInfo, namespace: string, name: string, authorize: Authorize): TokenRequest {
  const create = resourceAction('create', 'serviceaccounts/token', { namespace, name });
  const isAllowed = authorize(user, create);
  return {
    isAllowed,
    missing: isAllowed ? [] : [create],
    user: { name: serviceAccountName(namespace, name), groups: [...serviceAccountGroups(namespace), AUTHENTICATED] },
  };
}

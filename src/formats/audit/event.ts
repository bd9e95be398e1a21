// Source of truth: https://github.com/kubernetes/apiserver/blob/v0.37.2/pkg/apis/audit/v1/types.go

/** What a line of an audit log says about a request, as far as authorization is concerned. Fields that the line lacks are empty. */
export interface AuditEvent {
  readonly apiVersion: string;
  readonly auditID: string;
  /** `RequestReceived`, `ResponseStarted` (of long-running requests only), `ResponseComplete` or `Panic`. */
  readonly stage: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly user: AuditUser;
  /** Whom the request was made as, where somebody was impersonated. */
  readonly impersonatedUser: AuditUser | undefined;
  /** What allowed the impersonation, such as `impersonate:user-info`; empty for the plain verb `impersonate`. */
  readonly impersonationConstraint: string;
  /** `undefined` for requests that are for no resource. */
  readonly objectRef: AuditObject | undefined;
  /** The HTTP status; 0 where there is none yet. */
  readonly code: number;
  /** `allow` or `forbid`; empty where no authorizer was asked. */
  readonly decision: string;
  /** Why, in the words of the authorizer. */
  readonly decisionReason: string;
  /** RFC 3339; empty where it is missing. */
  readonly time: string;
}

/** The same object for users that are written alike in many lines. */
export interface AuditUser {
  readonly username: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

export interface AuditObject {
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly apiGroup: string;
}

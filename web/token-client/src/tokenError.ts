/** Codes of the service (docs/errors.md), and three of this client: `network_error`, `unexpected_answer` and `user_changed`. */
export type ErrorCode =
  | "authentication_required"
  | "invalid_token"
  | "conflicting_credentials"
  | "reauthentication_required"
  | "auth_time_missing"
  | "insufficient_scope"
  | "authentication_not_configured"
  | "issuer_unavailable"
  | "identity_not_found"
  | "invalid_scope"
  | "scope_not_allowed"
  | "invalid_lifetime"
  | "invalid_body"
  | "rate_limited"
  | "invalid_teams_token"
  | "teams_user_mismatch"
  | "teams_user_unknown"
  | "teams_not_configured"
  | "acs_throttled"
  | "acs_unavailable"
  | "acs_denied"
  | "identity_missing_at_acs"
  | "identity_not_owned"
  | "storage_unavailable"
  | "contended"
  | "interrupted"
  | "internal_error"
  /** No answer: offline, refused by CORS, or too slow. */
  | "network_error"
  /** An answer that is not the service's, such as a proxy's page or an empty 404. */
  | "unexpected_answer"
  /** Another user signed in while the call went on, or one of whom nothing tells; it was not made for that one. */
  | "user_changed"
  | (string & {});

/** A call that was refused or failed. Programs look at `code`, people at `message`. */
export class TokenError extends Error {
  override readonly name = "TokenError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** The HTTP status; 0 where there was no answer. */
    readonly status: number = 0,
    /** When to ask again, in milliseconds from the answer, where the service said so. */
    readonly retryAfter?: number,
    /** Finds the request in the service's telemetry. */
    readonly traceId?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether the same call may succeed later, unchanged: by the code, as a proxy may keep `Retry-After` to itself. A gateway's 408 and 5xx may always pass. */
  get isTransient(): boolean {
    const { code, status } = this;
    return (
      code === "network_error" || status === 429 || (code === "unexpected_answer" ? status === 408 || status >= 500 : status === 503 && !code.endsWith("_not_configured"))
    );
  }
}

using System.Net;
using AcsFunctions.Worker.Callers;

namespace AcsFunctions.Worker.Http;

/// <summary>A refusal as callers see it (RFC 9457). Every code is here and in docs/errors.md; none carries text from upstream.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable, snake_case: what programs look at.</param>
/// <param name="Title">The same for people; one sentence for each code.</param>
/// <param name="Detail">What is particular to this request.</param>
/// <param name="RetryAfter">When asking again makes sense; null where it does not.</param>
public sealed record Problem(HttpStatusCode Status, string Code, string Title, string? Detail = null, TimeSpan? RetryAfter = null)
{
    /// <summary>The code of a session that was ended.</summary>
    public const string ReauthenticationRequiredCode = "reauthentication_required";

    /// <summary>The code of storage that does not answer.</summary>
    public const string StorageUnavailableCode = "storage_unavailable";

    /// <summary>What exactly was wrong, where the problem is with the caller: for the log and metrics.</summary>
    public RefusalCause? Cause { get; private init; }

    public static Problem AuthenticationRequired { get; } =
        new(HttpStatusCode.Unauthorized, "authentication_required", "Send an access token: Authorization: Bearer …") { Cause = RefusalCause.NoCredential };

    public static Problem InvalidToken { get; } =
        new(HttpStatusCode.Unauthorized, "invalid_token", "The credential is not valid here.");

    public static Problem ConflictingCredentials { get; } =
        new(HttpStatusCode.Unauthorized, "conflicting_credentials", "The access token and the platform name different users.");

    public static Problem AuthTimeMissing { get; } =
        new(HttpStatusCode.Unauthorized, "auth_time_missing", "The access token does not say when the user signed in.");

    public static Problem AuthenticationNotConfigured { get; } =
        new(HttpStatusCode.ServiceUnavailable, "authentication_not_configured", "No way to tell callers apart is configured.");

    public static Problem IssuerUnavailable { get; } =
        new(HttpStatusCode.ServiceUnavailable, "issuer_unavailable", "The issuer of access tokens cannot be reached.", RetryAfter: TimeSpan.FromSeconds(10));

    public static Problem InsufficientScope { get; } =
        new(HttpStatusCode.Forbidden, "insufficient_scope", "The access token is not a user's, or lacks the scope for this API.");

    public static Problem AdminRoleRequired { get; } =
        new(HttpStatusCode.Forbidden, "admin_role_required", "The access token lacks the role to act for other users.");

    public static Problem NotYourIdentity { get; } =
        new(HttpStatusCode.Forbidden, "not_your_identity", "The identity that the request names is not the caller's.");

    public static Problem InvalidUserId { get; } =
        new(HttpStatusCode.BadRequest, "invalid_user_id", "The user id in the path is not valid.", "Use A-Z a-z 0-9 - _ . ~ | @ : + and at most 256 characters, or base64url: and the id's UTF-8 bytes.");

    public static Problem InvalidCommunicationUserId { get; } =
        new(HttpStatusCode.BadRequest, "invalid_communication_user_id", "That is no identity of ACS.", "An ACS identity is 8:acs:<resource id>_<id>.");

    public static Problem LengthRequired { get; } =
        new(
            HttpStatusCode.LengthRequired,
            "length_required",
            "The body's length is not known.",
            "Send the body with its Content-Length, as a chunked one does not reach a function: in .NET StringContent in place of PostAsJsonAsync, "
            + "in Node a string for fetch in place of a stream, in Java BodyPublishers.ofString in place of ofInputStream.");

    public static Problem BodyTooLarge { get; } =
        new(HttpStatusCode.RequestEntityTooLarge, "body_too_large", "The body is too large.");

    public static Problem UnsupportedMediaType { get; } =
        new(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type", "The body must be application/json in UTF-8.");

    public static Problem ConfirmationRequired { get; } =
        new(HttpStatusCode.BadRequest, "confirmation_required", "This deletes every identity and cannot be undone.", "Send the identity table's name as \"confirm\", or \"dryRun\": true.");

    /// <summary>What was asked for may have taken effect.</summary>
    public static Problem Interrupted { get; } =
        new(HttpStatusCode.ServiceUnavailable, "interrupted", "The instance stops before the call is done.", RetryAfter: TimeSpan.FromSeconds(1));

    public static Problem InternalError { get; } =
        new(HttpStatusCode.InternalServerError, "internal_error", "Something went wrong that nobody planned for.");

    public static Problem InvalidQuery(string detail) =>
        new(HttpStatusCode.BadRequest, "invalid_query", "The query is not what this call takes.", detail);

    public static Problem InvalidBody(string detail) =>
        new(HttpStatusCode.BadRequest, "invalid_body", "The body is not what this call takes.", detail);

    public static Problem NotReady(string dependency) =>
        new(HttpStatusCode.ServiceUnavailable, "not_ready", "A dependency is not ready.", dependency, TimeSpan.FromSeconds(5));

    public static Problem ConfigurationUnusable(string setting) =>
        new(HttpStatusCode.ServiceUnavailable, "configuration_unusable", "The configuration can never work.", setting);

    public static Problem RateLimited(TimeSpan wait) =>
        new(HttpStatusCode.TooManyRequests, "rate_limited", "The user asks for tokens too often.", RetryAfter: wait);

    /// <summary>What a caller's refusal is in HTTP.</summary>
    public static Problem Of(CallerRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var problem = refusal.Reason switch
        {
            CallerRefusalReason.AuthenticationRequired => AuthenticationRequired,
            CallerRefusalReason.InvalidToken => InvalidToken,
            CallerRefusalReason.ConflictingCredentials => ConflictingCredentials,
            CallerRefusalReason.AuthenticationNotConfigured => AuthenticationNotConfigured,
            CallerRefusalReason.IssuerUnavailable => IssuerUnavailable,
            CallerRefusalReason.ReauthenticationRequired => Of(new Refusal(RefusalReason.ReauthenticationRequired, refusal.Detail)),
            CallerRefusalReason.AuthTimeMissing => AuthTimeMissing,
            CallerRefusalReason.InsufficientScope => InsufficientScope,
            CallerRefusalReason.AdminRoleRequired => AdminRoleRequired,
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Reason, null),
        };
        return problem with { Cause = refusal.Cause, RetryAfter = refusal.RetryAfter ?? problem.RetryAfter };
    }

    /// <summary>What an operation's refusal is in HTTP.</summary>
    public static Problem Of(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var problem = refusal.Reason switch
        {
            RefusalReason.IdentityNotFound => new Problem(HttpStatusCode.NotFound, "identity_not_found", "The user has no identity."),
            RefusalReason.ReauthenticationRequired => new(HttpStatusCode.Unauthorized, ReauthenticationRequiredCode, "The user's sessions were ended: sign in again.") { Cause = RefusalCause.SessionEnded },
            RefusalReason.InvalidScope => new(HttpStatusCode.BadRequest, "invalid_scope", "A scope is not one of ACS's."),
            RefusalReason.ScopeNotAllowed => new(HttpStatusCode.Forbidden, "scope_not_allowed", "A scope is not allowed here."),
            RefusalReason.InvalidLifetime => new(HttpStatusCode.BadRequest, "invalid_lifetime", "The lifetime is out of range."),
            RefusalReason.InvalidTeamsToken => new(HttpStatusCode.BadRequest, "invalid_teams_token", "The Teams user's token is not accepted."),
            RefusalReason.TeamsUserMismatch => new(HttpStatusCode.Forbidden, "teams_user_mismatch", "The Teams token is another user's."),
            RefusalReason.TeamsUserUnknown => new(HttpStatusCode.Forbidden, "teams_user_unknown", "The caller is not known as an Entra user."),
            RefusalReason.TeamsNotConfigured => new(HttpStatusCode.ServiceUnavailable, "teams_not_configured", "The Teams exchange is not configured."),
            RefusalReason.AcsThrottled => new(HttpStatusCode.TooManyRequests, "acs_throttled", "ACS is asked too often.", RetryAfter: TimeSpan.FromSeconds(10)),
            RefusalReason.AcsUnavailable => new(HttpStatusCode.ServiceUnavailable, "acs_unavailable", "ACS cannot be reached.", RetryAfter: TimeSpan.FromSeconds(5)),
            RefusalReason.AcsDenied => new(HttpStatusCode.BadGateway, "acs_denied", "ACS refuses this service."),
            RefusalReason.IdentityMissingAtAcs => new(HttpStatusCode.BadGateway, "identity_missing_at_acs", "ACS no longer knows the user's identity."),
            RefusalReason.IdentityNotOwned => new(HttpStatusCode.BadGateway, "identity_not_owned", "The user's identity belongs to another ACS resource."),
            RefusalReason.StoreUnavailable => new(HttpStatusCode.ServiceUnavailable, StorageUnavailableCode, "Storage cannot be reached.", RetryAfter: TimeSpan.FromSeconds(5)),
            RefusalReason.Contended => new(HttpStatusCode.ServiceUnavailable, "contended", "Other requests for the same user got in between.", RetryAfter: TimeSpan.FromSeconds(1)),
            RefusalReason.OperationNotFound => new(HttpStatusCode.NotFound, "operation_not_found", "There is no such operation, or it has been over for long."),
            RefusalReason.IdentityConflict => new(HttpStatusCode.Conflict, "identity_conflict", "The user has another identity, or the identity is another user's."),
            RefusalReason.IdentityNotUsable => new(HttpStatusCode.UnprocessableEntity, "identity_not_usable", "ACS does not know the identity as one of this resource, or it waits to be deleted."),
            RefusalReason.IndexIncomplete => new(HttpStatusCode.ServiceUnavailable, "index_incomplete", "Who has which identity is not known completely yet.", RetryAfter: TimeSpan.FromMinutes(5)),
            RefusalReason.GuestExpired => new(HttpStatusCode.NotFound, "guest_expired", "The guest's time is over."),
            RefusalReason.InvalidGuestTime => new(HttpStatusCode.BadRequest, "invalid_guest_time", "The guest's time is out of range."),
            RefusalReason.InvalidImport => new(HttpStatusCode.BadRequest, "invalid_import", "The row is none of an export."),
            RefusalReason.InvalidPage => new(HttpStatusCode.BadRequest, "invalid_page", "That is not what the page before answered as \"after\"."),
            _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
        };
        return problem with { Detail = refusal.Detail, RetryAfter = problem.RetryAfter is null ? null : refusal.RetryAfter ?? problem.RetryAfter };
    }
}

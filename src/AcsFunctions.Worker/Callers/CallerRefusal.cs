namespace AcsFunctions.Worker.Callers;

/// <summary>Why a caller is refused. It knows no HTTP: what it is there, <c>Problem</c> says.</summary>
/// <param name="Reason">Which refusal; what the caller is told.</param>
/// <param name="Cause">What exactly was wrong; for those who run the service.</param>
/// <param name="Detail">For the caller to read; null where the reason says it all.</param>
/// <param name="RetryAfter">When asking again may help; null where that is the same for every such refusal, or does not help.</param>
public sealed record CallerRefusal(CallerRefusalReason Reason, RefusalCause Cause, string? Detail = null, TimeSpan? RetryAfter = null)
{
    public static CallerRefusal AuthenticationRequired { get; } = new(CallerRefusalReason.AuthenticationRequired, RefusalCause.NoCredential);

    public static CallerRefusal ConflictingCredentials { get; } = new(CallerRefusalReason.ConflictingCredentials, RefusalCause.Conflict);

    public static CallerRefusal AuthenticationNotConfigured { get; } = new(CallerRefusalReason.AuthenticationNotConfigured, RefusalCause.NotConfigured);

    public static CallerRefusal AuthTimeMissing { get; } = new(CallerRefusalReason.AuthTimeMissing, RefusalCause.AuthTimeMissing);

    public static CallerRefusal AdminRoleRequired { get; } = new(CallerRefusalReason.AdminRoleRequired, RefusalCause.AdminRole);

    public static CallerRefusal InvalidToken(RefusalCause cause) => new(CallerRefusalReason.InvalidToken, cause);

    public static CallerRefusal InsufficientScope(RefusalCause cause) => new(CallerRefusalReason.InsufficientScope, cause);

    public static CallerRefusal ReauthenticationRequired(string detail, RefusalCause cause) => new(CallerRefusalReason.ReauthenticationRequired, cause, detail);

    public static CallerRefusal IssuerUnavailable(RefusalCause cause, TimeSpan? retryAfter) => new(CallerRefusalReason.IssuerUnavailable, cause, RetryAfter: retryAfter);
}

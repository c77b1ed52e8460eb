namespace AcsFunctions.Acs;

/// <summary>Why ACS gave nothing.</summary>
/// <param name="Kind">What it means to us.</param>
/// <param name="RetryAfter">What ACS asked us to wait, where it did.</param>
public sealed record AcsRefusal(AcsRefusalKind Kind, TimeSpan? RetryAfter = null)
{
    /// <summary>What the refusal means to our own caller.</summary>
    public Refusal ToRefusal() => new(
        Kind switch
        {
            AcsRefusalKind.Throttled => RefusalReason.AcsThrottled,
            AcsRefusalKind.Denied => RefusalReason.AcsDenied,
            AcsRefusalKind.NotFound => RefusalReason.IdentityMissingAtAcs,
            AcsRefusalKind.NotOwned => RefusalReason.IdentityNotOwned,
            AcsRefusalKind.InvalidTeamsToken => RefusalReason.InvalidTeamsToken,
            AcsRefusalKind.TeamsUserMismatch => RefusalReason.TeamsUserMismatch,
            _ => RefusalReason.AcsUnavailable,
        },
        RetryAfter: RetryAfter);
}

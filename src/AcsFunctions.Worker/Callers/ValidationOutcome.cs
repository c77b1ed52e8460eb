namespace AcsFunctions.Worker.Callers;

/// <summary>What an issuer's keys and name say of a token: it is another's, it is good, or it is refused.</summary>
internal sealed record ValidationOutcome(bool IsForeign, CallerRefusal? Refusal)
{
    // Of the token itself: all who have the issuer's name would say so. Which keys, audiences, clients, tenants and kinds count is each one's own matter.
    private static readonly RefusalCause[] OfTheToken =
        [RefusalCause.Algorithm, RefusalCause.Signature, RefusalCause.Expired, RefusalCause.NotYetValid, RefusalCause.ClaimMissing];

    public static ValidationOutcome Foreign { get; } = new(true, null);

    public static ValidationOutcome Valid { get; } = new(false, null);

    /// <summary>Whether nobody can say now.</summary>
    public bool IsUndecided => Refusal?.Reason == CallerRefusalReason.IssuerUnavailable;

    /// <summary>Whether no other issuer need be asked.</summary>
    public bool Decides => !IsForeign && (Refusal is null || OfTheToken.Contains(Refusal.Cause));

    public static ValidationOutcome Refused(RefusalCause cause) => new(false, CallerRefusal.InvalidToken(cause));

    /// <summary>Nobody can say now; who asks again after the wait may learn more.</summary>
    public static ValidationOutcome Undecided(RefusalCause cause, TimeSpan? wait = null) => new(false, CallerRefusal.IssuerUnavailable(cause, wait));
}

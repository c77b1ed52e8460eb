namespace AcsFunctions.Worker.Callers;

/// <summary>What an issuer's keys and name say of a token: it is another's, it is good, or it is refused.</summary>
internal sealed record ValidationOutcome(bool IsForeign, CallerRefusal? Refusal)
{
    public static ValidationOutcome Foreign { get; } = new(true, null);

    public static ValidationOutcome Valid { get; } = new(false, null);

    public static ValidationOutcome Refused(RefusalCause cause) => new(false, CallerRefusal.InvalidToken(cause));

    /// <summary>Nobody can say now; who asks again after the wait may learn more.</summary>
    public static ValidationOutcome Undecided(RefusalCause cause, TimeSpan? wait = null) => new(false, CallerRefusal.IssuerUnavailable(cause, wait));
}

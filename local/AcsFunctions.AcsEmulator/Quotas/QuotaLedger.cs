namespace AcsFunctions.AcsEmulator.Quotas;

/// <summary>The documented limits per operation, in fixed windows that start with their first call. Refused calls count too.</summary>
internal sealed class QuotaLedger(TimeProvider clock, TimeSpan window, double factor, bool sendRetryAfter)
{
    // The limits are documented for this long.
    private static readonly TimeSpan DocumentedWindow = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<(AcsOperation, bool), (DateTimeOffset Start, int Calls)> windows = [];

    /// <param name="withToken">Creating with a token is a limit of its own.</param>
    public Throttling? Refuse(AcsOperation operation, bool withToken)
    {
        if (LimitOf(operation) is not { } limit)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        lock (gate)
        {
            var (start, calls) = windows.GetValueOrDefault((operation, withToken));
            (start, calls) = now - start >= window ? (now, 1) : (start, calls + 1);
            windows[(operation, withToken)] = (start, calls);
            return calls > limit * factor * (window / DocumentedWindow) ? new Throttling(sendRetryAfter ? start + window - now : null) : null;
        }
    }

    private static int? LimitOf(AcsOperation operation) => operation switch
    {
        AcsOperation.CreateIdentity or AcsOperation.IssueAccessToken => 1000,
        AcsOperation.DeleteIdentity or AcsOperation.RevokeAccessTokens or AcsOperation.ExchangeTeamsUserAccessToken => 500,
        _ => null,
    };
}

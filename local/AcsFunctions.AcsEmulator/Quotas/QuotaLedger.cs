namespace AcsFunctions.AcsEmulator.Quotas;

/// <summary>The documented limits per operation, in fixed windows that start with their first call. Refused calls count too.</summary>
internal sealed class QuotaLedger(TimeProvider clock, TimeSpan window, bool sendRetryAfter)
{
    // The limits are documented for this long.
    private static readonly TimeSpan DocumentedWindow = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<(AcsOperation, bool), (DateTimeOffset Start, int Calls)> _windows = [];

    /// <param name="withToken">Creating with a token is a limit of its own.</param>
    public Throttling? Refuse(AcsOperation operation, bool withToken)
    {
        if (LimitOf(operation) is not { } limit)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var (start, calls) = _windows.GetValueOrDefault((operation, withToken));
            (start, calls) = now - start >= window ? (now, 1) : (start, calls + 1);
            _windows[(operation, withToken)] = (start, calls);
            return calls > limit * (window / DocumentedWindow) ? new Throttling(sendRetryAfter ? start + window - now : null) : null;
        }
    }

    private static int? LimitOf(AcsOperation operation) => operation switch
    {
        AcsOperation.CreateIdentity or AcsOperation.IssueAccessToken => 1000,
        AcsOperation.DeleteIdentity or AcsOperation.RevokeAccessTokens or AcsOperation.ExchangeTeamsUserAccessToken => 500,
        _ => null,
    };
}

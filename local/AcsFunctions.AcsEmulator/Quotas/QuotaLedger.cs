namespace AcsFunctions.AcsEmulator.Quotas;

/// <summary>The documented limits per operation, in fixed windows of 30 seconds that start with their first call. Refused calls count too.</summary>
internal sealed class QuotaLedger(TimeProvider clock, bool sendRetryAfter)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

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
            (start, calls) = now - start >= Window ? (now, 1) : (start, calls + 1);
            _windows[(operation, withToken)] = (start, calls);
            return calls > limit ? new Throttling(sendRetryAfter ? start + Window - now : null) : null;
        }
    }

    private static int? LimitOf(AcsOperation operation) => operation switch
    {
        AcsOperation.CreateIdentity or AcsOperation.IssueAccessToken => 1000,
        AcsOperation.DeleteIdentity or AcsOperation.RevokeAccessTokens or AcsOperation.ExchangeTeamsUserAccessToken => 500,
        _ => null,
    };
}

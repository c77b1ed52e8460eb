namespace AcsFunctions.Client.Http;

/// <summary>Notes when a call began: above the retries, for <see cref="RetryRules"/> to know how much of its time is left.</summary>
internal sealed class CallTimeHandler(TimeProvider clock) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<Func<TimeSpan>> Elapsed = new("AcsFunctions.Elapsed");

    internal static TimeSpan ElapsedOf(HttpRequestMessage request) => request.Options.TryGetValue(Elapsed, out var elapsed) ? elapsed() : TimeSpan.Zero;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        request.Options.Set(Elapsed, () => clock.GetElapsedTime(begun));
        return base.SendAsync(request, cancellationToken);
    }
}

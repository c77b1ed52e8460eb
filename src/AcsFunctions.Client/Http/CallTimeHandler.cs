namespace AcsFunctions.Client.Http;

/// <summary>Notes when the first attempt of a call began, for <see cref="RetryRules"/> to know how much of the call's time is left: waiting for a turn is none of it.</summary>
internal sealed class CallTimeHandler(TimeProvider clock) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<Func<TimeSpan>> Elapsed = new("AcsFunctions.Elapsed");

    internal static TimeSpan ElapsedOf(HttpRequestMessage request) => request.Options.TryGetValue(Elapsed, out var elapsed) ? elapsed() : TimeSpan.Zero;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Elapsed, out _))
        {
            var begun = clock.GetTimestamp();
            request.Options.Set(Elapsed, () => clock.GetElapsedTime(begun));
        }

        return base.SendAsync(request, cancellationToken);
    }
}

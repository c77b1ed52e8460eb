namespace AcsFunctions.AcsEmulator.Perf;

/// <summary>Issue calls as fast as they are answered: each connection signs, sends and waits, for a user of its own.</summary>
internal sealed class IssueLoad(string connectionString, int connections)
{
    private readonly Uri endpoint = new(connectionString.Split(";accesskey=")[0]["endpoint=".Length..]);

    public async Task<(long Calls, long Failed, List<double> Milliseconds)> RunAsync(TimeSpan duration)
    {
        using var end = new CancellationTokenSource(duration);
        var workers = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => WorkAsync(end.Token)));
        return (workers.Sum(worker => worker.Calls), workers.Sum(worker => worker.Failed), [.. workers.SelectMany(worker => worker.Milliseconds)]);
    }

    private async Task<(long Calls, long Failed, List<double> Milliseconds)> WorkAsync(CancellationToken end)
    {
        var signer = new SignedRequest(connectionString);
        var clock = TimeProvider.System;
        using var connection = await RawConnection.OpenAsync(endpoint, CancellationToken.None);
        var created = await connection.SendAsync(signer.Build("POST", "/identities?api-version=2023-10-01", "{}", clock.GetUtcNow()), CancellationToken.None);
        var id = created.Text.Split("\"id\":\"")[1].Split('"')[0];
        var target = $"/identities/{Uri.EscapeDataString(id)}/:issueAccessToken?api-version=2023-10-01";
        var (calls, failed, milliseconds) = (0L, 0L, new List<double>());
        do
        {
            var started = clock.GetTimestamp();
            var answer = await connection.SendAsync(signer.Build("POST", target, """{"scopes":["chat","voip"]}""", clock.GetUtcNow()), CancellationToken.None);
            milliseconds.Add(clock.GetElapsedTime(started).TotalMilliseconds);
            calls++;
            failed += answer.Status == 200 ? 0 : 1;
        }
        while (!end.IsCancellationRequested);

        return (calls, failed, milliseconds);
    }
}

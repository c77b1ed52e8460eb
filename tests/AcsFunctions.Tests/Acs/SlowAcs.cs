using AcsFunctions.Acs;

namespace AcsFunctions.Tests.Acs;

/// <summary>ACS that answers when its test says so. Safe for concurrent use: calls come from whatever thread a read ended on.</summary>
internal sealed class SlowAcs : IAcsIdentities, IDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> waiting = [];
    private readonly SemaphoreSlim arrivals = new(0);
    private AcsRefusal? refusal;
    private bool answersAll;
    private int sent;
    private int cancelled;

    public int Sent => Volatile.Read(ref sent);

    /// <summary>Waits for one more call than the last time.</summary>
    public Task ArrivalAsync(CancellationToken cancellationToken) => arrivals.WaitAsync(cancellationToken);

    public int Cancelled => Volatile.Read(ref cancelled);

    public void AnswerOne()
    {
        lock (gate)
        {
            waiting.Dequeue().TrySetResult();
        }
    }

    /// <summary>All calls, those to come included.</summary>
    public void AnswerAll(AcsRefusal? with = null)
    {
        lock (gate)
        {
            answersAll = true;
            refusal = with;
            while (waiting.TryDequeue(out var call))
            {
                call.TrySetResult();
            }
        }
    }

    public Task<Result<AcsIdentity, AcsRefusal>> CreateAsync(AcsTokenRequest? tokenRequest, CancellationToken cancellationToken) => AnswerAsync(new AcsIdentity("8:acs:new", null), cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> IssueAsync(string communicationUserId, AcsTokenRequest tokenRequest, CancellationToken cancellationToken) => AnswerAsync(new AcsToken("token", DateTimeOffset.MaxValue), cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) => AnswerAsync(default(AcsDone), cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) => AnswerAsync(default(AcsDone), cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> ExchangeTeamsTokenAsync(string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) =>
        AnswerAsync(new AcsToken("token", DateTimeOffset.MaxValue), cancellationToken);

    public void Dispose() => arrivals.Dispose();

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    private async Task<Result<T, AcsRefusal>> AnswerAsync<T>(T answer, CancellationToken cancellationToken)
        where T : notnull
    {
        var call = new TaskCompletionSource();
        lock (gate)
        {
            sent++;
            if (answersAll)
            {
                call.SetResult();
            }
            else
            {
                waiting.Enqueue(call);
            }
        }

        arrivals.Release();
        await using var leaving = cancellationToken.Register(() =>
        {
            Interlocked.Increment(ref cancelled);
            call.TrySetCanceled(cancellationToken);
        });
        await call.Task;

        return refusal is null ? answer : refusal;
    }
}

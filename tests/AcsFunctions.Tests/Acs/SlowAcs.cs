using AcsFunctions.Acs;

namespace AcsFunctions.Tests.Acs;

/// <summary>ACS that answers when its test says so.</summary>
internal sealed class SlowAcs : IAcsIdentities, IDisposable
{
    private readonly Queue<TaskCompletionSource> waiting = [];
    private readonly SemaphoreSlim arrivals = new(0);
    private AcsRefusal? refusal;
    private bool answersAll;

    public int Sent { get; private set; }

    /// <summary>Waits for one more call than the last time.</summary>
    public Task ArrivalAsync(CancellationToken cancellationToken) => arrivals.WaitAsync(cancellationToken);

    public int Cancelled { get; private set; }

    public void AnswerOne() => waiting.Dequeue().TrySetResult();

    /// <summary>All calls, those to come included.</summary>
    public void AnswerAll(AcsRefusal? with = null)
    {
        answersAll = true;
        refusal = with;
        while (waiting.TryDequeue(out var call))
        {
            call.TrySetResult();
        }
    }

    public Task<AcsAnswer<AcsIdentity>> CreateAsync(TokenTerms? terms, CancellationToken cancellationToken) => AnswerAsync(new AcsIdentity("8:acs:new", null), cancellationToken);

    public Task<AcsAnswer<AcsToken>> IssueAsync(string communicationUserId, TokenTerms terms, CancellationToken cancellationToken) => AnswerAsync(new AcsToken("token", DateTimeOffset.MaxValue), cancellationToken);

    public Task<AcsAnswer<AcsDone>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) => AnswerAsync(default(AcsDone), cancellationToken);

    public Task<AcsAnswer<AcsDone>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) => AnswerAsync(default(AcsDone), cancellationToken);

    public Task<AcsAnswer<AcsToken>> ExchangeTeamsTokenAsync(string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) =>
        AnswerAsync(new AcsToken("token", DateTimeOffset.MaxValue), cancellationToken);

    public void Dispose() => arrivals.Dispose();

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    private async Task<AcsAnswer<T>> AnswerAsync<T>(T answer, CancellationToken cancellationToken)
        where T : notnull
    {
        Sent++;
        arrivals.Release();
        if (!answersAll)
        {
            var call = new TaskCompletionSource();
            waiting.Enqueue(call);
            await using var leaving = cancellationToken.Register(() =>
            {
                Cancelled++;
                call.TrySetCanceled(cancellationToken);
            });
            await call.Task;
        }

        return refusal is null ? answer : refusal;
    }
}

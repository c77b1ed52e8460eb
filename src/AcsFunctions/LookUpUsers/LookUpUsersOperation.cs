using AcsFunctions.Identities;
using AcsFunctions.Telemetry;

namespace AcsFunctions.LookUpUsers;

/// <summary>The identities of several users at once: for whoever starts a chat.</summary>
public sealed class LookUpUsersOperation(IdentityRegistry registry, OperationTelemetry telemetry)
{
    /// <summary>As many as a request may name.</summary>
    public const int MaxUsers = 100;

    // ACS's quota is for everybody: the rate limiter holds it, and this keeps one request from filling its queue.
    private const int Concurrency = 8;

    /// <param name="userIds">Whose, at most <see cref="MaxUsers"/>.</param>
    /// <param name="create">Whether those who have no identity get one.</param>
    /// <param name="cancellationToken">Ends the call; identities that were created stay.</param>
    /// <returns>One answer for each, in their order; one that is refused says nothing of the others.</returns>
    public async Task<IReadOnlyList<Result<UserRow, Refusal>>> ExecuteAsync(IReadOnlyList<UserId> userIds, bool create, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(userIds);
        var answers = new Result<UserRow, Refusal>[userIds.Count];
        await telemetry.ObserveAsync("look_up_users", async token =>
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = token };
            await Parallel.ForAsync(0, userIds.Count, parallel, async (index, stop) => answers[index] = await LookUpAsync(userIds[index], create, stop));
            return (Result<Completion, Refusal>)Completion.Done;
        }, cancellationToken);
        return answers;
    }

    private async Task<Result<UserRow, Refusal>> LookUpAsync(UserId userId, bool create, CancellationToken cancellationToken)
    {
        if (!create)
        {
            return await registry.ReadAsync(userId, Session.Trusted, cancellationToken);
        }

        var ensured = await registry.EnsureAsync(userId, Session.Trusted, cancellationToken);
        return ensured.IsRefused ? ensured.Refusal : ensured.Value.Row;
    }
}

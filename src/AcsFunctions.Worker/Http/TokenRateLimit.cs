using AcsFunctions.Identities;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Http;

/// <summary>
/// Keeps one user from using up what ACS and storage grant to all. Self-service only: back-ends are trusted. Each instance counts for
/// itself and forgets when it stops, so that this is a limit on harm and not a quota.
/// </summary>
public sealed class TokenRateLimit(IOptions<RateLimitOptions> options, IdentityRegistry registry, CallerMetrics metrics, TimeProvider clock)
{
    // A mebibyte that an app for back-ends alone never needs.
    private readonly Lazy<UserBudgets> budgets = new(() => new(
        TimeSpan.FromMinutes(1) / options.Value.TokensPerMinute, options.Value.TokenBurst));

    private TimeSpan Now => clock.GetElapsedTime(0);

    /// <summary>Answers the request, or refuses it.</summary>
    public Task<Reply> AnswerAsync(UserContext user, Func<CancellationToken, Task<Reply>> answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(answer);
        return user.IsSelf ? AnswerWithinBudgetAsync(user, answer, cancellationToken) : answer(cancellationToken);
    }

    private async Task<Reply> AnswerWithinBudgetAsync(UserContext user, Func<CancellationToken, Task<Reply>> answer, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(user, cancellationToken) is { } refused)
        {
            return refused;
        }

        Reply? reply = null;
        try
        {
            return reply = await answer(cancellationToken);
        }
        finally
        {
            // Also where the caller hung up, and nobody waits for this any more.
            await SettleAsync(user, reply, CancellationToken.None);
        }
    }

    private async Task SettleAsync(UserContext user, Reply? reply, CancellationToken cancellationToken)
    {
        var isAdmitted = false;
        try
        {
            isAdmitted = await IsAdmittedAsync(user, reply, cancellationToken);
        }
        finally
        {
            if (!isAdmitted)
            {
                budgets.Value.GiveBack(user.UserId);
            }
        }
    }

    // Whoever holds a session that was ended must not use up the budget of the user who ended it, by any request; and whoever holds a good
    // one must not get around the limit by requests that are malformed, or given up once ACS was called. A token says that the row admits
    // the session. Of other answers nobody can tell whether the row was read before, so it is read now.
    private async Task<bool> IsAdmittedAsync(UserContext user, Reply? reply, CancellationToken cancellationToken) => reply switch
    {
        { Problem: null } => true,
        { Problem.Code: Problem.ReauthenticationRequiredCode } => false,
        // Storage would not answer this time either, and the caller waits. Calls to ACS have limits of their own.
        { Problem.Code: Problem.StorageUnavailableCode } => false,
        _ => await registry.AdmitAsync(user.UserId, user.Session, cancellationToken) is null,
    };

    // Whether a session was ended is known when the answer is. Until then it may hold no more than half of a burst; the other half is
    // charged to sessions that the user's row admits, which costs a read where a front-end asks as no front-end does.
    private async Task<Problem?> RefuseAsync(UserContext user, CancellationToken cancellationToken)
    {
        if (budgets.Value.TryTake(user.UserId, Now, options.Value.TokenBurst / 2) is null)
        {
            return null;
        }

        var wait = budgets.Value.Peek(user.UserId, Now);
        if (wait is null)
        {
            if (await registry.AdmitAsync(user.UserId, user.Session, cancellationToken) is { } refusal)
            {
                return Problem.Of(refusal);
            }

            wait = budgets.Value.TryTake(user.UserId, Now);
        }

        if (wait is null)
        {
            return null;
        }

        metrics.TokenRateLimited();
        return Problem.RateLimited(wait.Value);
    }
}

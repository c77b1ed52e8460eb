using AcsFunctions.Worker.Callers;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.RateLimits;

/// <summary>
/// Keeps one user from using up what ACS and storage grant to all. Self-service only: back-ends are trusted. Each instance counts for
/// itself and forgets when it stops, so that this is a limit on harm and not a quota.
/// </summary>
public sealed class TokenRateLimit(IOptions<RateLimitOptions> options, CallerMetrics metrics, TimeProvider clock)
{
    // A mebibyte that an app for back-ends alone never needs.
    private readonly Lazy<UserBudgets> budgets = new(() => new(
        TimeSpan.FromMinutes(1) / options.Value.TokensPerMinute, options.Value.TokenBurst));

    private TimeSpan Now => clock.GetElapsedTime(0);

    /// <summary>Answers the request, or refuses it.</summary>
    public Task<Reply> AnswerAsync(Target target, Func<CancellationToken, Task<Reply>> answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(answer);
        return target.IsSelf ? AnswerWithinBudgetAsync(target, answer, cancellationToken) : answer(cancellationToken);
    }

    private async Task<Reply> AnswerWithinBudgetAsync(Target target, Func<CancellationToken, Task<Reply>> answer, CancellationToken cancellationToken)
    {
        if (budgets.Value.TryTake(target.UserId, Now) is { } wait)
        {
            metrics.TokenRateLimited();
            return Problem.RateLimited(wait);
        }

        var reply = await answer(cancellationToken);
        if (reply.Problem?.Code == Problem.ReauthenticationRequiredCode)
        {
            // Whoever holds a session that was ended must not use up the budget of the user who ended it.
            budgets.Value.GiveBack(target.UserId);
        }

        return reply;
    }
}

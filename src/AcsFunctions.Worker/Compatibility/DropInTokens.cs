using AcsFunctions.Identities;
using AcsFunctions.IssueToken;
using AcsFunctions.ReadIdentity;
using AcsFunctions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>Issues what every drop-in token route answers, in the shape that its clients read.</summary>
public sealed class DropInTokens(IssueTokenOperation issue, ReadIdentityOperation read, TokenRateLimit rateLimit)
{
    /// <param name="user">The caller.</param>
    /// <param name="communicationUserId">The identity that the request names, if it names one: it must be the caller's own.</param>
    /// <param name="scopes">What is asked for; null for all that the policy allows.</param>
    /// <param name="shape">Makes the answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Reply> AnswerAsync(
        UserContext user, string? communicationUserId, IReadOnlyList<string>? scopes, Func<IssuedToken, Reply> shape, CancellationToken cancellationToken) =>
        rateLimit.AnswerAsync(user, token => IssueAsync(user, communicationUserId, scopes, shape, token), cancellationToken);

    private async Task<Reply> IssueAsync(
        UserContext user, string? communicationUserId, IReadOnlyList<string>? scopes, Func<IssuedToken, Reply> shape, CancellationToken cancellationToken)
    {
        // Asked first: a wrong id must not make an identity.
        if (communicationUserId is not null && await OwnershipProblemAsync(user, communicationUserId, cancellationToken) is { } problem)
        {
            return problem;
        }

        var answer = await issue.ExecuteAsync(user.UserId, user.Session, new IssueTokenRequest(scopes, null), cancellationToken);
        return answer.IsRefused ? answer.Refusal
            // Replaced in between.
            : communicationUserId is not null && answer.Value.CommunicationUserId != communicationUserId ? Problem.NotYourIdentity
            : shape(answer.Value);
    }

    // Whether the id is another user's or nobody's, or the caller has none, is told to nobody.
    private async Task<Problem?> OwnershipProblemAsync(UserContext user, string communicationUserId, CancellationToken cancellationToken)
    {
        var answer = await read.ExecuteAsync(user.UserId, user.Session, cancellationToken);
        return !answer.IsRefused ? (answer.Value.CommunicationUserId == communicationUserId ? null : Problem.NotYourIdentity)
            : answer.Refusal.Reason == RefusalReason.IdentityNotFound ? Problem.NotYourIdentity
            : Problem.Of(answer.Refusal);
    }
}

using AcsFunctions.Identities;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>An operation's answer to its caller.</summary>
internal sealed record Outcome(OutcomeKind Kind, string? CommunicationUserId = null, string? Token = null)
{
    /// <summary>The token that its instance keeps when it is over.</summary>
    public CachedToken? Cached { get; init; }

    public static Outcome Of(Result<EnsuredIdentity, Refusal> answer) =>
        answer.IsRefused ? Of(answer.Refusal) : new(OutcomeKind.Identity, answer.Value.Row.CommunicationUserId);

    public static Outcome Of(Result<IssuedToken, Refusal> answer) =>
        answer.IsRefused ? Of(answer.Refusal) : new(OutcomeKind.Token, answer.Value.CommunicationUserId, answer.Value.Token.Value);

    public static Outcome Of(Result<Completion, Refusal> answer, OutcomeKind done) =>
        answer.IsRefused ? Of(answer.Refusal) : new(answer.Value == Completion.Done ? done : OutcomeKind.Refused);

    private static Outcome Of(Refusal refusal) =>
        new(refusal.Reason == RefusalReason.ReauthenticationRequired ? OutcomeKind.SessionEnded : OutcomeKind.Refused);
}

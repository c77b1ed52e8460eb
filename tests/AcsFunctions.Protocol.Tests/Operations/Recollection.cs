using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Mutations;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>
/// What an instance remembers of the user from before an exploration begins. It was true once, and need not be now; a memory that grows
/// while the operations run is one of these, or what an operation reads at its own beginning.
/// </summary>
/// <param name="Identity">The identity last seen in the user's row.</param>
/// <param name="Token">A token of that identity that was handed out and kept.</param>
/// <param name="KeepsTokens">Whether tokens are handed out again at all.</param>
internal sealed record Recollection(KnownIdentity? Identity, string? Token, bool KeepsTokens)
{
    public static Recollection None { get; } = new(null, null, KeepsTokens: false);

    public static Recollection Of(string identity, DateTimeOffset? tokensValidFrom) =>
        new(new(identity, tokensValidFrom, tokensValidFrom is null ? DateTimeOffset.MinValue : null), null, KeepsTokens: false);

    /// <summary>The user's row as it would have to be if the recollection were true; no touch is due.</summary>
    public UserRow? AsRow => Identity is null ? null : StoredRows.Mapped(Operations.User, Identity.CommunicationUserId, Timeline.Now) with { TokensValidFrom = Identity.TokensValidFrom };

    public IdentityMemory ToMemory(Mutation mutation)
    {
        var memory = new IdentityMemory(
            Operations.Options, new TokenReuseOptions { Enabled = KeepsTokens }, mutation.KeepsTokensAtOnce ? TimeSpan.Zero : IdentityRegistry.RequestMargin);
        if (Identity is not null)
        {
            memory.Remember(Operations.Key, Identity);
            if (Token is not null)
            {
                memory.Keep(TokenWish.Of(Operations.Key, Operations.Terms), new(Identity, new AcsToken(Token, Timeline.Afterwards.AddHours(1))), Timeline.EarlierRevoke);
            }
        }

        return memory;
    }
}

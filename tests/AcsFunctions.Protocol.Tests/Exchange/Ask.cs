using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Exchange;

/// <summary>One call to storage or to ACS: one step of an operation.</summary>
/// <param name="Name">Says all that its effect depends on; two asks of one name are the same.</param>
/// <param name="Traits">How it can fail.</param>
/// <param name="CarryOut">Its effect, at once; in any world, and after whoever asked has gone.</param>
internal sealed record Ask(string Name, AskTraits Traits, Func<InMemoryIdentityStore, InMemoryAcs, Task<Reply>> CarryOut)
{
    /// <summary>The same for all of one name and the same traits.</summary>
    public int Number { get; init; }

    public bool Is(AskTraits trait) => (Traits & trait) != 0;
}

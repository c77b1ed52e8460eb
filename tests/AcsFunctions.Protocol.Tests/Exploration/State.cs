using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>Everything that decides what can happen next: one node of the exploration.</summary>
/// <param name="World">The number of the world.</param>
/// <param name="First">An operation.</param>
/// <param name="Second">Another.</param>
/// <param name="Third">One more, or absent.</param>
/// <param name="Faults">How many more may happen.</param>
/// <param name="Excused">Identities that nobody could have recorded: the documented exception to invariant 2.</param>
internal readonly record struct State(int World, Actor First, Actor Second, Actor Third, int Faults, IdentitySet Excused)
{
    public const int Actors = 3;

    public Actor this[int index] => index switch { 0 => First, 1 => Second, _ => Third };

    public bool IsTerminal => !First.IsLive && !Second.IsLive && !Third.IsLive;

    public State With(int index, Actor actor) => index switch
    {
        0 => this with { First = actor },
        1 => this with { Second = actor },
        _ => this with { Third = actor },
    };
}

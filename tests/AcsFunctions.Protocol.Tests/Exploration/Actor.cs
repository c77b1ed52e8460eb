using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>An operation under way.</summary>
/// <param name="Step">Where it is.</param>
/// <param name="Phase">Whether it is still under way.</param>
/// <param name="Created">The identities that it made.</param>
/// <param name="Seen">Of an operation that answers an identity: all that were mapped since it began. Of a delete: all that were mapped or retired when it began.</param>
internal readonly record struct Actor(int Step, Phase Phase, IdentitySet Created, IdentitySet Seen)
{
    public static Actor Absent { get; } = new(-1, Phase.Answered, default, default);

    public bool IsLive => Phase is Phase.NotStarted or Phase.Running;

    public Actor Ended(Phase phase) => new(Step, phase, default, default);
}

using AcsFunctions.Protocol.Tests.Exchange;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>Where an operation is after the replies it has had: at its next call, at its answer, or broken down.</summary>
internal sealed class Step
{
    public required int Id { get; init; }

    public required Operation Operation { get; init; }

    public required IReadOnlyList<Reply> Replies { get; init; }

    public Ask? Ask { get; init; }

    public Outcome? Outcome { get; init; }

    /// <summary>The steps that follow, by reply.</summary>
    public Dictionary<Reply, Step> Next { get; } = [];
}

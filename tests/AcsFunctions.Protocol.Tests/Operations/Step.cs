using AcsFunctions.Protocol.Tests.Exchange;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>Where an operation is after the replies it has had: at its next call, at its answer, or broken down.</summary>
internal sealed class Step
{
    public required int Id { get; init; }

    public required Operation Operation { get; init; }

    /// <summary>Where it was before the last reply; null at the beginning.</summary>
    public Step? Before { get; init; }

    public required IReadOnlyList<Reply> Replies { get; init; }

    public Ask? Ask { get; set; }

    public Outcome? Outcome { get; set; }

    /// <summary>Whether it is known what the operation does here.</summary>
    public bool IsKnown => Ask is not null || Outcome is not null;

    /// <summary>One that is held here and can go on, once.</summary>
    public Run? Run { get; set; }

    /// <summary>The steps that follow, by reply.</summary>
    public Dictionary<Reply, int> Next { get; } = [];
}

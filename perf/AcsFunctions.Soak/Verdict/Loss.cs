namespace AcsFunctions.Soak.Verdict;

/// <summary>How an identity came to be in no row.</summary>
internal enum Loss
{
    /// <summary>ACS's answer to its create reached no living worker.</summary>
    AnswerLost,

    /// <summary>The worker was killed between that answer and the outcome of a write that records it.</summary>
    Killed,

    /// <summary>No write could be confirmed, and the log names it.</summary>
    NamedInLog,

    /// <summary>Its operation ended in a living worker, and had recorded it nowhere. Not allowed.</summary>
    NeverRecorded,

    /// <summary>It was recorded, and is alive without a row all the same. Not allowed.</summary>
    Forgotten,
}

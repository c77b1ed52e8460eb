namespace AcsFunctions.Perf.Storm;

/// <summary>What the workers used for the answers and refusals of some time.</summary>
internal sealed record StormPhase(TimeSpan Elapsed, double CpuMilliseconds, long Answered, long Refused)
{
    /// <summary>
    /// What a refusal costs, over what an answer does. A worker does both at once: two phases with unlike shares of them tell the two apart,
    /// as two equations do.
    /// </summary>
    /// <returns>Not a number where the phases are too much alike to tell, or too much else was done in one of them.</returns>
    public static double RefusalOverAnswer(StormPhase one, StormPhase other)
    {
        // By Cramer's rule; the common denominator cancels out.
        var refusal = (one.Answered * other.CpuMilliseconds) - (other.Answered * one.CpuMilliseconds);
        var answer = (one.CpuMilliseconds * other.Refused) - (other.CpuMilliseconds * one.Refused);
        return refusal / answer > 0 ? refusal / answer : double.NaN;
    }
}

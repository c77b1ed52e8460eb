using AcsFunctions.Identities;

namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>What the rows of a run have in common.</summary>
/// <param name="Reason">Why mapped rows are retired.</param>
internal sealed record Round(CleanUpTally Tally, Pace Pace, RetirementReason Reason, bool DryRun);

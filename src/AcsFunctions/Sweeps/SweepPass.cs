using AcsFunctions.Identities;

namespace AcsFunctions.Sweeps;

/// <summary>What the rows of one pass have in common.</summary>
/// <param name="Reason">Why mapped rows are unmapped.</param>
internal sealed record SweepPass(SweepTally Tally, CallRateLimiter RateLimiter, DeletionReason Reason, bool DryRun);

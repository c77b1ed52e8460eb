namespace AcsFunctions.Client.Models;

/// <summary>What a clean-up did.</summary>
/// <param name="UnfinishedFound">Deletions and revocations that earlier requests left pending.</param>
/// <param name="UnfinishedDone">Those carried out.</param>
/// <param name="StaleFound">Identities without a recent token.</param>
/// <param name="StaleDeleted">Those deleted.</param>
/// <param name="Failed">Rows that could not be worked on; the next run sees them again.</param>
/// <param name="CutShort">A limit or a stop ended it early.</param>
public sealed record CleanUpReport(long UnfinishedFound, long UnfinishedDone, long StaleFound, long StaleDeleted, long Failed, bool CutShort);

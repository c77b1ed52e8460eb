namespace AcsFunctions.Client.Models;

/// <summary>What a wind-down did.</summary>
/// <param name="Found">Identities, in a dry run.</param>
/// <param name="Deleted">Identities deleted.</param>
/// <param name="Round">Which round through the map it is.</param>
/// <param name="Complete">A whole round found nothing to do.</param>
public sealed record WindDownReport(long Found, long Deleted, long Round, bool Complete);

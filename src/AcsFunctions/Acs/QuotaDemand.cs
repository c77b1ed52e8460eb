namespace AcsFunctions.Acs;

/// <summary>What one instance asks of the quotas.</summary>
/// <param name="Instance">A name that no other instance has.</param>
/// <param name="Version">Differs whenever the instance has written it anew.</param>
/// <param name="Calls">The calls that it wanted to make in the last window, by <see cref="QuotaKind"/>.</param>
public sealed record QuotaDemand(string Instance, string Version, IReadOnlyList<int> Calls);

namespace AcsFunctions.Acs;

/// <summary>What a token is to allow, and for how long.</summary>
/// <param name="Scopes">Wire names, e.g. <c>voip</c>; at least one.</param>
/// <param name="Lifetime">60 to 1440 minutes.</param>
public sealed record AcsTokenRequest(IReadOnlyList<string> Scopes, TimeSpan Lifetime);

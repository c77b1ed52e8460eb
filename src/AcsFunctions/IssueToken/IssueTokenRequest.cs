namespace AcsFunctions.IssueToken;

/// <summary>What a token is asked for; what is left out is the policy's.</summary>
/// <param name="Scopes">Wire names; at least one where given.</param>
/// <param name="ExpiresInMinutes">60 to 1440.</param>
public sealed record IssueTokenRequest(IReadOnlyList<string>? Scopes, int? ExpiresInMinutes);

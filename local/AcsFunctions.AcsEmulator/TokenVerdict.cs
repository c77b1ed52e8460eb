namespace AcsFunctions.AcsEmulator;

/// <summary>Whether a token is valid now, and what a genuine one says.</summary>
/// <param name="Refusal">Why it is not valid; null when it is.</param>
/// <param name="Identity">The raw id; null when the signature was not verified.</param>
public sealed record TokenVerdict(
    TokenRefusal? Refusal,
    string? Identity = null,
    IReadOnlyList<string>? Scopes = null,
    DateTimeOffset? IssuedOn = null,
    DateTimeOffset? ExpiresOn = null)
{
    public bool Valid => Refusal is null;
}

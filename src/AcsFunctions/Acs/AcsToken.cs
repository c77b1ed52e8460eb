namespace AcsFunctions.Acs;

/// <summary>An ACS access token. Lives in memory only; never prints itself.</summary>
public sealed record AcsToken(string Value, DateTimeOffset ExpiresOn)
{
    public override string ToString() => $"ACS token, expires {ExpiresOn:O}";
}

namespace AcsFunctions.Client.Models;

/// <summary>An ACS access token of a Teams user. Printing it prints no token.</summary>
/// <param name="Token">For the user's device only.</param>
/// <param name="ExpiresOn">UTC.</param>
public sealed record TeamsToken(string Token, DateTimeOffset ExpiresOn)
{
    public override string ToString() => $"Teams token until {ExpiresOn:u}";
}

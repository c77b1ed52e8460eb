namespace AcsFunctions.Client.Models;

/// <summary>An ACS access token of a user. Printing it prints no token.</summary>
/// <param name="CommunicationUserId">The identity that it is for, <c>8:acs:…</c>.</param>
/// <param name="Token">For the user's device only.</param>
/// <param name="ExpiresOn">UTC.</param>
/// <param name="Scopes">What it allows: <see cref="AcsScopes"/>.</param>
public sealed record AcsToken(string CommunicationUserId, string Token, DateTimeOffset ExpiresOn, IReadOnlyList<string> Scopes)
{
    public override string ToString() => $"{CommunicationUserId} until {ExpiresOn:u}";
}

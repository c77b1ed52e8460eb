namespace AcsFunctions.Client.Models;

/// <summary>A user's ACS identity.</summary>
/// <param name="CommunicationUserId">The raw id, <c>8:acs:…</c>.</param>
/// <param name="CreatedOn">UTC.</param>
/// <param name="LastTokenIssuedOn">UTC, up to a day behind; null before the first token.</param>
public sealed record AcsIdentity(string CommunicationUserId, DateTimeOffset CreatedOn, DateTimeOffset? LastTokenIssuedOn);

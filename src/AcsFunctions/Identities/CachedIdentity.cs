namespace AcsFunctions.Identities;

/// <summary>
/// Which identity a user's row named when this instance last saw it. A guess: it saves the read before ACS is asked, and nothing is
/// handed out on its word.
/// </summary>
/// <param name="CommunicationUserId">The identity.</param>
/// <param name="TokensValidFrom">Of the same row.</param>
/// <param name="SettledOn">When no revocation of the identity was outstanding any more, as far as this instance saw; null where it has not looked, or saw one.</param>
internal sealed record CachedIdentity(string CommunicationUserId, DateTimeOffset? TokensValidFrom, DateTimeOffset? SettledOn)
{
    /// <summary>Where nothing was ever revoked, there is no pending revocation to wait for.</summary>
    public static CachedIdentity Of(UserRow row) =>
        new(row.CommunicationUserId!, row.TokensValidFrom, row.TokensValidFrom is null ? DateTimeOffset.MinValue : null);

    /// <summary>Whether the row still says so: the same identity, and no sessions ended since.</summary>
    public bool IsConfirmedBy(UserRow? row) => row is { IsMapped: true } && row.CommunicationUserId == CommunicationUserId && row.TokensValidFrom == TokensValidFrom;
}

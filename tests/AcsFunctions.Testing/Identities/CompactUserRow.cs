using AcsFunctions.Identities;

namespace AcsFunctions.Testing.Identities;

/// <summary>A stored user's row, small enough for millions: about 120 bytes and its strings.</summary>
internal sealed class CompactUserRow
{
    private const long Unset = long.MinValue;

    private readonly long version;
    private readonly long createdOn;
    private readonly long tokensValidFrom;
    private readonly string? userId;

    public CompactUserRow(UserRow row, long version)
    {
        this.version = version;
        Hash = UserHash.Parse(row.Key.Hash);
        CommunicationUserId = row.CommunicationUserId;
        createdOn = Ticks(row.CreatedOn);
        LastTokenTicks = Ticks(row.LastTokenOn);
        tokensValidFrom = Ticks(row.TokensValidFrom);
        FencedTicks = Ticks(row.FencedOn);
        userId = row.UserId;
    }

    public UserHash Hash { get; }

    public string? CommunicationUserId { get; }

    private long LastTokenTicks { get; }

    private long FencedTicks { get; }

    // As on the service, a comparison with a column that the row lacks is false.
    public bool HadLastTokenBefore(DateTimeOffset instant) => LastTokenTicks != Unset && LastTokenTicks < instant.UtcTicks;

    public bool WasFencedBefore(DateTimeOffset instant) => FencedTicks != Unset && FencedTicks < instant.UtcTicks;

    public UserRow ToUserRow() => new()
    {
        Key = UserKey.FromRowKey("user-" + Hash),
        ETag = InMemoryIdentityStore.ToETag(version),
        CommunicationUserId = CommunicationUserId,
        CreatedOn = Instant(createdOn),
        LastTokenOn = Instant(LastTokenTicks),
        TokensValidFrom = Instant(tokensValidFrom),
        FencedOn = Instant(FencedTicks),
        UserId = userId,
    };

    private static long Ticks(DateTimeOffset? instant) => instant?.UtcTicks ?? Unset;

    private static DateTimeOffset? Instant(long ticks) => ticks == Unset ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}

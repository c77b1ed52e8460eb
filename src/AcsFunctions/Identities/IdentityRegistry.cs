using AcsFunctions.Acs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Identities;

/// <summary>
/// The identity protocol: the only type that combines ACS and the table. Each operation is a sequence of single steps, and after every
/// one of them a crash, a rival or a lost answer leaves something that another operation or the timer can finish.
/// Files: reading here; <c>.Create</c>, <c>.Issue</c>, <c>.Revoke</c>, <c>.Delete</c>, <c>.Finish</c>, <c>.Stale</c>, <c>.Index</c>, <c>.Adopt</c> and
/// <c>.Import</c> beside it.
/// </summary>
public sealed partial class IdentityRegistry(
    IIdentityStore store,
    IAcsIdentities acs,
    IdentityCache cache,
    IOptions<IdentityOptions> options,
    IOptions<IdentityStoreOptions> storeOptions,
    TimeProvider clock,
    ILogger<IdentityRegistry> logger)
{
    /// <summary>How often an operation starts over when other requests for the same user get in between.</summary>
    internal const int MaxRounds = 5;

    private readonly IdentityOptions options = options.Value;
    private readonly bool storeUserId = storeOptions.Value.StoreUserId;

    // Storage keeps whole milliseconds everywhere; what we compare must survive a round trip.
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The user's mapped row, or <see cref="RefusalReason.IdentityNotFound"/>.</summary>
    public async Task<Result<UserRow, Refusal>> ReadAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        await AdmitAsync(userId, UserKey.Of(userId), session, cancellationToken) switch
        {
            { Refusal: { } refusal } => refusal,
            { Value.Row: { IsMapped: true } row } => row,
            _ => new Refusal(RefusalReason.IdentityNotFound),
        };

    /// <summary>Whether the user's sessions still include this one; for operations that need no identity.</summary>
    public async Task<Refusal?> AdmitAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        (await AdmitAsync(userId, UserKey.Of(userId), session, cancellationToken)).Refusal;

    private async Task<Result<Admission, Refusal>> AdmitAsync(UserId userId, UserKey key, Session session, CancellationToken cancellationToken)
    {
        UserRow? row;
        try
        {
            row = await ReadRowAsync(key, cancellationToken);
        }
        catch (IdentityStoreException exception)
        {
            Log.StoreUnreadable(logger, key, exception);
            return new Refusal(RefusalReason.StoreUnavailable);
        }

        return !session.IsAdmitted(row?.TokensValidFrom, options, Now) ? new Refusal(RefusalReason.ReauthenticationRequired)
            : IsOver(row) || (userId.IsGuest && row is not { IsMapped: true }) ? new Refusal(RefusalReason.GuestExpired)
            : new Admission(row);
    }

    // A guest's identity is made by the guests' route alone: who asks late must not make one that stays.
    private bool IsOver(UserRow? row) => row?.DeleteOn <= Now;

    // Who keeps tokens expects a user's requests to come together, as from open tabs.
    private Task<UserRow?> ReadRowAsync(UserKey key, CancellationToken cancellationToken) => cache.CachesTokens
        ? cache.Reads.JoinAsync(key, token => store.ReadAsync(key, token), cancellationToken)
        : store.ReadAsync(key, cancellationToken);

    private Task<WriteOutcome> CommitAsync(CancellationToken cancellationToken, params RowChange[] changes) =>
        store.CommitAsync(changes, Delivery.Repeated, cancellationToken);

    private static UserRow NewFence(UserKey key, DateTimeOffset now) => new() { Key = key, FencedOn = now };

    /// <summary>A row, mapped, fence or none, whose user's sessions include the caller's.</summary>
    private sealed record Admission(UserRow? Row);
}

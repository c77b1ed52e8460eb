using AcsFunctions.Acs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Identities;

/// <summary>
/// The identity protocol: the only type that combines ACS and the table. Each operation is a sequence of single steps, and after every
/// one of them a crash, a rival or a lost answer leaves something that another operation or the timer can finish.
/// Files: reading here; <c>.Create</c>, <c>.Issue</c>, <c>.Revoke</c>, <c>.Delete</c>, <c>.Finish</c> and <c>.Stale</c> beside it.
/// </summary>
public sealed partial class IdentityRegistry(
    IIdentityStore store,
    IAcsIdentities acs,
    IdentityMemory memory,
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
    public async Task<Answer<UserRow>> ReadAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        await AdmitAsync(UserKey.Of(userId), session, cancellationToken) switch
        {
            { Refusal: { } refusal } => refusal,
            { Value.Row: { IsMapped: true } row } => row,
            _ => RefusalReason.IdentityNotFound,
        };

    /// <summary>Whether the user's sessions still include this one; for operations that need no identity.</summary>
    public async Task<Refusal?> AdmitAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        (await AdmitAsync(UserKey.Of(userId), session, cancellationToken)).Refusal;

    private async Task<Answer<Admission>> AdmitAsync(UserKey key, Session session, CancellationToken cancellationToken)
    {
        UserRow? row;
        try
        {
            row = await store.ReadAsync(key, cancellationToken);
        }
        catch (IdentityStoreException exception)
        {
            Log.StoreUnreadable(logger, key, exception);
            return RefusalReason.StoreUnavailable;
        }

        return session.IsAdmitted(row?.TokensValidFrom, options, Now) ? new Admission(row) : RefusalReason.ReauthenticationRequired;
    }

    private Task<WriteOutcome> CommitAsync(CancellationToken cancellationToken, params RowChange[] changes) =>
        store.CommitAsync(changes, Delivery.Repeated, cancellationToken);

    private UserRow NewFence(UserId userId, DateTimeOffset now) =>
        new() { Key = UserKey.Of(userId), UserId = storeUserId ? userId.Value : null, FencedOn = now };

    /// <summary>A row, mapped, fence or none, whose user's sessions include the caller's.</summary>
    private sealed record Admission(UserRow? Row);
}

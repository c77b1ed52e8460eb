using AcsFunctions.Acs;

namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    // ACS has no harmless read. The least that it can be asked for is a token, which is thrown away.
    private static readonly AcsTokenRequest Question = new(["chat.join.limited"], TimeSpan.FromHours(1));

    /// <summary>
    /// Maps an identity that ACS has already to a user who has none. Nothing is ever retired: who adopts does not know whose the identity
    /// was, so that an adoption whose outcome is unknown is asked for again.
    /// </summary>
    /// <param name="userId">Who gets it.</param>
    /// <param name="communicationUserId">The identity.</param>
    /// <param name="verify">Whether ACS is asked if it knows the identity as one of this resource.</param>
    /// <param name="cancellationToken">Ends the call; what was reserved is taken over by the next.</param>
    public async Task<Result<EnsuredIdentity, Refusal>> AdoptAsync(UserId userId, string communicationUserId, bool verify, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(userId);
        ArgumentException.ThrowIfNullOrEmpty(communicationUserId);
        if (userId.IsGuest)
        {
            return new Refusal(RefusalReason.GuestExpired);
        }

        var adopted = await MapAsync(
            UserKey.Of(userId),
            communicationUserId,
            (fence, now) => fence with
            {
                UserId = storeUserId ? userId.Value : null,
                CommunicationUserId = communicationUserId,
                FencedOn = null,
                CreatedOn = now,
                LastTokenOn = now,
            },
            verify,
            cancellationToken);
        if (adopted is { Value: { WasCreated: true, Row.Key: var key } })
        {
            Log.IdentityAdopted(logger, key);
        }

        return adopted;
    }

    /// <summary>Reserves, asks ACS, and claims on the row that was read before the reservation was written.</summary>
    private async Task<Result<EnsuredIdentity, Refusal>> MapAsync(
        UserKey key, string communicationUserId, Func<UserRow, DateTimeOffset, UserRow> mapping, bool verify, CancellationToken cancellationToken)
    {
        if (await CheckIndexAsync(cancellationToken) is { } incomplete)
        {
            return incomplete;
        }

        for (var round = 0; round < MaxReservations; round++)
        {
            UserRow? row;
            try
            {
                row = await store.ReadAsync(key, cancellationToken);
            }
            catch (IdentityStoreException exception)
            {
                Log.StoreUnreadable(logger, key, exception);
                return new Refusal(RefusalReason.StoreUnavailable);
            }

            if (row is { IsMapped: true })
            {
                return row.CommunicationUserId == communicationUserId ? new EnsuredIdentity(row, WasCreated: false) : new Refusal(RefusalReason.IdentityConflict);
            }

            var reserved = await ReserveAsync(key, communicationUserId, cancellationToken);
            if (reserved.IsRefused)
            {
                return reserved.Refusal;
            }

            if (!reserved.Value)
            {
                continue;
            }

            if (verify && await AskAcsAsync(communicationUserId, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            var now = Now;
            var mapped = mapping(row ?? NewFence(key, now), now);
            switch (await store.CommitAsync([row is null ? new RowChange.Insert(mapped) : new RowChange.Replace(mapped)], Delivery.Once, cancellationToken))
            {
                case WriteOutcome.Done:
                    return new EnsuredIdentity(mapped, WasCreated: true);
                case WriteOutcome.Unknown:
                    return new Refusal(RefusalReason.StoreUnavailable);
            }
        }

        return new Refusal(RefusalReason.Contended);
    }

    private async Task<Refusal?> AskAcsAsync(string communicationUserId, CancellationToken cancellationToken) =>
        await acs.IssueAsync(communicationUserId, Question, cancellationToken) switch
        {
            { Refusal.Kind: AcsRefusalKind.NotFound or AcsRefusalKind.NotOwned } => new Refusal(RefusalReason.IdentityNotUsable),
            { Refusal: { } refusal } => refusal.ToRefusal(),
            _ => null,
        };
}

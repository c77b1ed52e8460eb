namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    /// <summary>
    /// Unmaps the identity, ends the user's sessions, and deletes at ACS every identity of the user that was mapped or retired when the
    /// call began. <see cref="Completion.Pending"/>: unmapped, and the timer carries on at ACS. Nothing to delete is done too.
    /// </summary>
    public async Task<Answer<Completion>> DeleteAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        await EndSessionsAsync(
            userId,
            session,
            (row, now) => Retirement(row, row.ToFence(now) with { TokensValidFrom = Later(row.TokensValidFrom, now) }, RetirementReason.Deleted),
            cancellationToken);

    private Task<WriteOutcome> RetireAsync(UserRow row, UserRow fence, RetirementReason reason, CancellationToken cancellationToken) =>
        CommitAsync(cancellationToken, Retirement(row, fence, reason));

    // Unmapping and remembering what is to be deleted are one transaction, so that no crash can come between them.
    private RowChange[] Retirement(UserRow row, UserRow fence, RetirementReason reason) =>
        [new RowChange.Replace(fence), new RowChange.Insert(Retired(row.Key, row.CommunicationUserId!, reason))];
}

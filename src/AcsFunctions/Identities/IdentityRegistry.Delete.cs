namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    /// <summary>
    /// Unmaps the identity, ends the user's sessions, and deletes at ACS every identity of the user that was mapped or pending deletion when the
    /// call began. <see cref="Completion.Pending"/>: unmapped, and the timer retries at ACS. With nothing to delete it is done, too.
    /// </summary>
    public async Task<Result<Completion, Refusal>> DeleteAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        await EndSessionsAsync(
            userId,
            session,
            (row, now) => Unmapping(row, row.ToFence(now) with { TokensValidFrom = Later(row.TokensValidFrom, now) }, DeletionReason.Deleted),
            cancellationToken);

    private Task<WriteOutcome> UnmapAsync(UserRow row, UserRow fence, DeletionReason reason, CancellationToken cancellationToken) =>
        CommitAsync(cancellationToken, Unmapping(row, fence, reason));

    // Unmapping and remembering what is to be deleted are one transaction, so that no crash can come between them.
    private RowChange[] Unmapping(UserRow row, UserRow fence, DeletionReason reason) =>
        [new RowChange.Replace(fence), new RowChange.Insert(NewPendingDeletion(row.Key, row.CommunicationUserId!, reason))];
}

namespace AcsFunctions.Identities;

/// <summary>An identity that is no longer anyone's and must still be deleted at ACS. The row is written once and then only removed.</summary>
public sealed record PendingDeletion : PendingAction
{
    public required DeletionReason Reason { get; init; }

    public override string RowKey => Key.PendingDeletionRowKey(CommunicationUserId);
}

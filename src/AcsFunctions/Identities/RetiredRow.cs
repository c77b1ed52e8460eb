namespace AcsFunctions.Identities;

/// <summary>An identity that is no longer anyone's and must still be deleted at ACS: the outbox. It is written once and then only removed.</summary>
public sealed record RetiredRow : UnfinishedRow
{
    public required RetirementReason Reason { get; init; }

    public override string RowKey => Key.RetiredRowKey(CommunicationUserId);
}

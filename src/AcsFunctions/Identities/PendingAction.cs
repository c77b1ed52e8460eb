namespace AcsFunctions.Identities;

/// <summary>Work that the table has recorded and that is still to be carried out at ACS. Closed: a deletion or a revocation.</summary>
public abstract record PendingAction : StoredRow
{
    private protected PendingAction()
    {
    }

    public required string CommunicationUserId { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset Since { get; init; }
}

namespace AcsFunctions.Identities;

/// <summary>Work at ACS that was promised in the table and is still to be carried out. Closed: retired or revoking.</summary>
public abstract record UnfinishedRow : StoredRow
{
    private protected UnfinishedRow()
    {
    }

    public required string CommunicationUserId { get; init; }

    /// <summary>When the promise was made.</summary>
    public required DateTimeOffset Since { get; init; }
}

namespace AcsFunctions.Identities;

/// <summary>A revocation that is still to be carried out at ACS. A later one overwrites it, so removal is conditional.</summary>
public sealed record PendingRevocation : PendingAction
{
    public override string RowKey => Key.PendingRevocationRowKey;
}

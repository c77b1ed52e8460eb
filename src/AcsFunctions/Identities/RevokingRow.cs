namespace AcsFunctions.Identities;

/// <summary>A revocation promised and not yet carried out at ACS. A later revocation overwrites it, so removal is conditional.</summary>
public sealed record RevokingRow : UnfinishedRow
{
    public override string RowKey => Key.RevokingRowKey;
}

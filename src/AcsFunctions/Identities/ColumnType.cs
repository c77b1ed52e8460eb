namespace AcsFunctions.Identities;

/// <summary>What a column holds in storage.</summary>
internal enum ColumnType
{
    Text,
    Instant,
}

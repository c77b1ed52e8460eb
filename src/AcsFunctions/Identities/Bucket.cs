using System.Globalization;

namespace AcsFunctions.Identities;

/// <summary>One of the 256 partitions of the identity table, numbered 0 to 255 and named by two hex digits.</summary>
public readonly record struct Bucket(byte Number)
{
    public const int Count = 256;

    public string PartitionKey => Number.ToString("x2", CultureInfo.InvariantCulture);

    public static Bucket Parse(string partitionKey) => new(byte.Parse(partitionKey, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    public override string ToString() => PartitionKey;
}

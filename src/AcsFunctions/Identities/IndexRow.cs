using System.Security.Cryptography;
using System.Text;

namespace AcsFunctions.Identities;

/// <summary>
/// Says of an ACS identity whose it is: <see cref="StoredRow.Key"/>. It cannot share a transaction with that user's row. To a look-up it
/// is a hint, which the user's row confirms; to whoever wants to map the identity it is a reservation, written before the mapping.
/// </summary>
public sealed record IndexRow : StoredRow
{
    public required string CommunicationUserId { get; init; }

    /// <summary>When it was last written. What was written long ago was looked at by a walk since.</summary>
    public required DateTimeOffset ReservedOn { get; init; }

    public override string PartitionKey => PartitionKeyOf(PartOf(CommunicationUserId));

    public override string RowKey => RowKeyOf(CommunicationUserId);

    /// <summary>Index rows are spread over as many partitions as users: no partition is hot, and a walk goes through as many.</summary>
    internal static Bucket PartOf(string communicationUserId) => new(SHA256.HashData(Encoding.UTF8.GetBytes(communicationUserId))[0]);

    internal static string PartitionKeyOf(Bucket part) => "acs-" + part.PartitionKey;

    internal static string RowKeyOf(string communicationUserId) => "acs-" + UserKey.Escape(communicationUserId);
}

using System.Buffers;
using System.Security.Cryptography;

namespace AcsFunctions.Identities;

/// <summary>
/// A user's place in the table, the only place where keys are built. The partition is the first two hex digits of
/// SHA-256(user id): 256 even buckets, and all rows of one user in one of them, so that they change in one transaction.
/// </summary>
public readonly record struct UserKey
{
    internal const string UserRowKeyPrefix = "user-";

    private const int HashLength = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> Unescaped = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:_-.");

    private UserKey(string hash) => Hash = hash;

    /// <summary>SHA-256 of the user id, 64 lower-case hex digits. A pseudonym, not anonymity: whoever knows the id can compute it.</summary>
    public string Hash { get; }

    public Bucket Bucket => Bucket.Parse(Hash[..2]);

    /// <summary>The one row that says which identity is the user's, or that there is none.</summary>
    public string UserRowKey => UserRowKeyPrefix + Hash;

    /// <summary>A pending revocation.</summary>
    public string PendingRevocationRowKey => "revoking-" + Hash;

    /// <summary>All pending deletions of the user begin with it.</summary>
    public string PendingDeletionRowKeyPrefix => "retired-" + Hash + "-";

    /// <summary>All pending deletions of the user sort before it, whatever their identities are called: a full stop follows the hyphen.</summary>
    public string PendingDeletionRowKeyEnd => "retired-" + Hash + ".";

    public static UserKey Of(UserId userId)
    {
        ArgumentNullException.ThrowIfNull(userId);
        return new(Convert.ToHexStringLower(SHA256.HashData(userId.ToUtf8())));
    }

    /// <summary>The user a row belongs to.</summary>
    /// <exception cref="FormatException">The row key is not one of ours.</exception>
    public static UserKey FromRowKey(string rowKey)
    {
        ArgumentNullException.ThrowIfNull(rowKey);
        var start = rowKey.IndexOf('-', StringComparison.Ordinal) + 1;
        if (start == 0 || rowKey.Length < start + HashLength || rowKey.AsSpan(start, HashLength).ContainsAnyExcept(HexDigits))
        {
            throw new FormatException("A row of the identity table has a key that no version of this service writes.");
        }

        return new(rowKey.Substring(start, HashLength));
    }

    /// <summary>The user of a hash that was written down elsewhere.</summary>
    /// <returns>False where it is not 64 lower-case hex digits.</returns>
    public static bool TryOfHash(string? hash, out UserKey key)
    {
        var isHash = hash?.Length == HashLength && !hash.AsSpan().ContainsAnyExcept(HexDigits);
        key = isHash ? new UserKey(hash!) : default;
        return isHash;
    }

    /// <summary>The pending deletion of one identity.</summary>
    public string PendingDeletionRowKey(string communicationUserId) => PendingDeletionRowKeyPrefix + Escape(communicationUserId);

    public override string ToString() => Hash;

    // Identity ids are opaque to us, and a row key must not hold / \ # ? or control characters.
    internal static string Escape(string communicationUserId) => communicationUserId.AsSpan().ContainsAnyExcept(Unescaped)
        ? string.Concat(communicationUserId.Select(c => Unescaped.Contains(c) ? c.ToString() : $"~{(int)c:x4}"))
        : communicationUserId;
}

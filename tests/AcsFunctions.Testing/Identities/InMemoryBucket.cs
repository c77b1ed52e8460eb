using System.Runtime.InteropServices;
using AcsFunctions.Identities;

namespace AcsFunctions.Testing.Identities;

/// <summary>The rows of one partition, in the order of their keys. Not safe for concurrent use: the store holds the lock.</summary>
internal sealed class InMemoryBucket
{
    private readonly List<CompactUserRow> users = [];
    private readonly SortedList<string, PendingAction> unfinished = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, IndexRow> index = new(StringComparer.Ordinal);

    public int Count => users.Count + unfinished.Count + index.Count;

    public bool HasUsers => users.Count > 0;

    public IEnumerable<IndexRow> Index => index.Values;

    public StoredRow? Find(StoredRow key) => key switch
    {
        UserRow user => FindUser(user.Key),
        IndexRow row => FindIndex(row.CommunicationUserId),
        _ => unfinished.GetValueOrDefault(key.RowKey),
    };

    public IndexRow? FindIndex(string communicationUserId) => index.GetValueOrDefault(IndexRow.RowKeyOf(communicationUserId));

    public UserRow? FindUser(UserKey key) => IndexOf(UserHash.Parse(key.Hash)) is >= 0 and var index ? users[index].ToUserRow() : null;

    public void Put(StoredRow row, long version)
    {
        if (row is PendingAction pending)
        {
            unfinished[row.RowKey] = pending with { ETag = InMemoryIdentityStore.ToETag(version) };
            return;
        }

        if (row is IndexRow entry)
        {
            this.index[row.RowKey] = entry with { ETag = InMemoryIdentityStore.ToETag(version) };
            return;
        }

        var user = new CompactUserRow((UserRow)row, version);
        var index = IndexOf(user.Hash);
        if (index >= 0)
        {
            users[index] = user;
        }
        else
        {
            users.Insert(~index, user);
        }
    }

    public void Remove(StoredRow key)
    {
        if (key is UserRow)
        {
            users.RemoveAt(IndexOf(UserHash.Parse(key.Key.Hash)));
        }
        else if (!index.Remove(key.RowKey))
        {
            unfinished.Remove(key.RowKey);
        }
    }

    public IEnumerable<PendingAction> PendingOf(UserKey key)
    {
        for (var index = FirstAfter(key.PendingDeletionRowKeyPrefix);
            index < unfinished.Count && unfinished.Keys[index].StartsWith(key.PendingDeletionRowKeyPrefix, StringComparison.Ordinal);
            index++)
        {
            yield return unfinished.Values[index];
        }

        if (unfinished.TryGetValue(key.PendingRevocationRowKey, out var revoking))
        {
            yield return revoking;
        }
    }

    /// <summary>Up to so many pending actions whose keys come after the last one read.</summary>
    public List<PendingAction> UnfinishedAfter(string? last, int count)
    {
        var page = new List<PendingAction>();
        for (var index = last is null ? 0 : FirstAfter(last); index < unfinished.Count && page.Count < count; index++)
        {
            page.Add(unfinished.Values[index]);
        }

        return page;
    }

    /// <summary>Up to so many matching user rows whose keys come after the last one read.</summary>
    public List<UserRow> UsersAfter(UserKey? last, Func<CompactUserRow, bool> matches, int count)
    {
        var page = new List<UserRow>();
        var index = last is { } key ? IndexOf(UserHash.Parse(key.Hash)) : -1;
        for (index = index >= 0 ? index + 1 : ~index; index < users.Count && page.Count < count; index++)
        {
            if (matches(users[index]))
            {
                page.Add(users[index].ToUserRow());
            }
        }

        return page;
    }

    public IEnumerable<StoredRow> All() => unfinished.Values.Concat<StoredRow>(users.Select(user => user.ToUserRow())).Concat(index.Values);

    private int IndexOf(UserHash hash) => CollectionsMarshal.AsSpan(users).BinarySearch(new ByHash(hash));

    private int FirstAfter(string last)
    {
        var (low, high) = (0, unfinished.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(unfinished.Keys[middle], last) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private readonly struct ByHash(UserHash hash) : IComparable<CompactUserRow>
    {
        public int CompareTo(CompactUserRow? other) => other is null ? 1 : hash.CompareTo(other.Hash);
    }
}

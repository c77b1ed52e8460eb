using System.Collections.Concurrent;
using AcsFunctions.AcsEmulator.Persistence;

namespace AcsFunctions.AcsEmulator.Identities;

/// <summary>The living identities of the resource. Whatever changes is recorded first, so that a restart forgets nothing that was answered.</summary>
internal sealed class IdentityLedger(Guid resourceId, TimeProvider clock, Action<StateEntry> record)
{
    private readonly ConcurrentDictionary<string, IdentityEntry> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IdentityEntry> byCustomId = new(StringComparer.Ordinal);
    private readonly Lock customIds = new();
    private uint counter;

    public int Count => byId.Count;

    public IEnumerable<IdentityEntry> Entries => byId.Values;

    public IdentityEntry? Find(string id) => byId.GetValueOrDefault(id);

    public IdentityEntry Create() => Add(customId: null);

    /// <summary>The living identity with that custom id, else a new one.</summary>
    public IdentityEntry CreateOrFind(string customId)
    {
        lock (customIds)
        {
            return byCustomId.TryGetValue(customId, out var existing) ? existing : byCustomId[customId] = Add(customId);
        }
    }

    /// <param name="tokensValidFrom">Tokens that were or will be issued before it are revoked; null revokes all there are.</param>
    public bool TryRevoke(string id, DateTimeOffset? tokensValidFrom)
    {
        var now = clock.GetUtcNow();
        return Find(id) is { } entry
            && entry.TryRevoke(now, tokensValidFrom, (generation, validFrom) => record(new StateEntry.Revoked(id, generation, now, validFrom)));
    }

    /// <summary>Deletes the identity; its custom id becomes free.</summary>
    public bool TryDelete(string id)
    {
        if (Find(id) is not { } entry)
        {
            return false;
        }

        lock (customIds)
        {
            if (!entry.TryDelete(() => record(new StateEntry.Deleted(id))))
            {
                return false;
            }

            Remove(entry);
            return true;
        }
    }

    public void Clear()
    {
        lock (customIds)
        {
            record(new StateEntry.Reset());
            byId.Clear();
            byCustomId.Clear();
        }
    }

    public void Restore(StateEntry.Identity identity)
    {
        var entry = new IdentityEntry(identity.Id, identity.CustomId, identity.CreatedOn);
        entry.Restore(identity);
        byId[entry.Id] = entry;
        counter++;
        if (entry.CustomId is { } customId)
        {
            byCustomId[customId] = entry;
        }
    }

    /// <summary>The identities as the state file keeps them.</summary>
    public IEnumerable<StateEntry> ToEntries() => byId.Values.Select(static entry => entry.ToEntry());

    private IdentityEntry Add(string? customId)
    {
        var entry = new IdentityEntry(IdentityId.Create(resourceId, Interlocked.Increment(ref counter)), customId, clock.GetUtcNow());
        record(new StateEntry.Identity(entry.Id, customId, entry.CreatedOn));
        byId[entry.Id] = entry;
        return entry;
    }

    private void Remove(IdentityEntry entry)
    {
        byId.TryRemove(entry.Id, out _);
        if (entry.CustomId is { } customId)
        {
            byCustomId.Remove(customId);
        }
    }
}

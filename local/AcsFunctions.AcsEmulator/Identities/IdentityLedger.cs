using System.Collections.Concurrent;
using AcsFunctions.AcsEmulator.Persistence;

namespace AcsFunctions.AcsEmulator.Identities;

/// <summary>The living identities of the resource. Whatever changes is recorded first, so that a restart forgets nothing that was answered.</summary>
internal sealed class IdentityLedger(Guid resourceId, TimeProvider clock, Action<StateEntry> record)
{
    private readonly ConcurrentDictionary<string, IdentityEntry> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IdentityEntry> _byCustomId = new(StringComparer.Ordinal);
    private readonly Lock _customIds = new();
    private uint _counter;

    public int Count => _byId.Count;

    public IEnumerable<IdentityEntry> Entries => _byId.Values;

    public IdentityEntry? Find(string id) => _byId.GetValueOrDefault(id);

    public IdentityEntry Create() => Add(customId: null);

    /// <summary>The living identity with that custom id, else a new one.</summary>
    public IdentityEntry CreateOrFind(string customId)
    {
        lock (_customIds)
        {
            return _byCustomId.TryGetValue(customId, out var existing) ? existing : _byCustomId[customId] = Add(customId);
        }
    }

    public bool TryRevoke(string id)
    {
        var now = clock.GetUtcNow();
        return Find(id) is { } entry && entry.TryRevoke(now, generation => record(new StateEntry.Revoked(id, generation, now)));
    }

    /// <summary>Deletes the identity; its custom id becomes free.</summary>
    public bool TryDelete(string id)
    {
        if (Find(id) is not { } entry)
        {
            return false;
        }

        lock (_customIds)
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
        lock (_customIds)
        {
            record(new StateEntry.Reset());
            _byId.Clear();
            _byCustomId.Clear();
        }
    }

    public void Restore(StateEntry.Identity identity)
    {
        var entry = new IdentityEntry(identity.Id, identity.CustomId, identity.CreatedOn);
        entry.Restore(identity.Generation, identity.RevokedOn, identity.LastTokenIssuedOn);
        _byId[entry.Id] = entry;
        _counter++;
        if (entry.CustomId is { } customId)
        {
            _byCustomId[customId] = entry;
        }
    }

    /// <summary>The identities as the state file keeps them.</summary>
    public IEnumerable<StateEntry> ToEntries() => _byId.Values.Select(static entry => entry.ToEntry());

    private IdentityEntry Add(string? customId)
    {
        var entry = new IdentityEntry(IdentityId.Create(resourceId, Interlocked.Increment(ref _counter)), customId, clock.GetUtcNow());
        record(new StateEntry.Identity(entry.Id, customId, entry.CreatedOn));
        _byId[entry.Id] = entry;
        return entry;
    }

    private void Remove(IdentityEntry entry)
    {
        _byId.TryRemove(entry.Id, out _);
        if (entry.CustomId is { } customId)
        {
            _byCustomId.Remove(customId);
        }
    }
}

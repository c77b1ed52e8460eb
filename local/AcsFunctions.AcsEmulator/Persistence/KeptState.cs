using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Persistence;

/// <summary>What the lines of a state file amount to.</summary>
internal sealed class KeptState
{
    public StateEntry.Resource? Resource { get; private set; }

    public Dictionary<TokenSigningAlgorithm, StateEntry.Key> Keys { get; } = [];

    public Dictionary<string, StateEntry.Identity> Identities { get; } = new(StringComparer.Ordinal);

    public Dictionary<AssignmentKey, Assignment> Assignments { get; } = [];

    public static KeptState Replay(IEnumerable<StateEntry> entries)
    {
        var state = new KeptState();
        foreach (var entry in entries)
        {
            state.Apply(entry);
        }

        return state;
    }

    private void Apply(StateEntry entry)
    {
        switch (entry)
        {
            case StateEntry.Resource resource:
                Resource = resource;
                break;
            case StateEntry.Key key:
                Keys[key.Algorithm] = key;
                break;
            case StateEntry.Identity identity:
                Identities[identity.Id] = identity;
                break;
            case StateEntry.Revoked revoked when Identities.TryGetValue(revoked.Id, out var identity):
                Identities[revoked.Id] = identity with { Generation = revoked.Generation, RevokedOn = revoked.On, TokensValidFrom = revoked.TokensValidFrom };
                break;
            case StateEntry.Deleted deleted:
                Identities.Remove(deleted.Id);
                break;
            case StateEntry.Assigned assigned:
                Assignments[assigned.AssignmentKey] = assigned.Assignment;
                break;
            case StateEntry.Unassigned unassigned:
                Assignments.Remove(unassigned.AssignmentKey);
                break;
            case StateEntry.Reset:
                Identities.Clear();
                Assignments.Clear();
                break;
        }
    }
}

using System.Collections.Concurrent;
using AcsFunctions.AcsEmulator.Persistence;

namespace AcsFunctions.AcsEmulator.Assignments;

/// <summary>The assignments of the resource: of the Teams extension by tenant and object, of Entra by object alone.</summary>
internal sealed class AssignmentLedger(Action<StateEntry> record)
{
    private readonly Lock _changes = new();
    private readonly ConcurrentDictionary<AssignmentKey, Assignment> _assignments = new();

    public IEnumerable<KeyValuePair<AssignmentKey, Assignment>> Entries => _assignments;

    public Assignment? Find(AssignmentKey key) => _assignments.GetValueOrDefault(key);

    /// <returns>Whether it is new.</returns>
    public bool Put(AssignmentKey key, Assignment assignment)
    {
        lock (_changes)
        {
            var isNew = !_assignments.ContainsKey(key);
            record(new StateEntry.Assigned(key, assignment));
            _assignments[key] = assignment;
            return isNew;
        }
    }

    /// <returns>Whether there was one.</returns>
    public bool Remove(AssignmentKey key)
    {
        lock (_changes)
        {
            if (!_assignments.ContainsKey(key))
            {
                return false;
            }

            record(new StateEntry.Unassigned(key));
            return _assignments.TryRemove(key, out _);
        }
    }

    public void Restore(AssignmentKey key, Assignment assignment) => _assignments[key] = assignment;

    public IEnumerable<StateEntry> ToEntries() => _assignments.Select(static assignment => new StateEntry.Assigned(assignment.Key, assignment.Value));

    /// <summary>Forgets all; the ledger of identities records the reset.</summary>
    public void Clear() => _assignments.Clear();
}

using System.Collections.Concurrent;
using AcsFunctions.AcsEmulator.Persistence;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Assignments;

/// <summary>The assignments of the resource: of the Teams extension by tenant and object, of Entra by object alone.</summary>
internal sealed class AssignmentLedger(Action<StateEntry> record)
{
    private readonly Lock changes = new();
    private readonly ConcurrentDictionary<AssignmentKey, Assignment> assignments = new();

    public IEnumerable<KeyValuePair<AssignmentKey, Assignment>> Entries => assignments;

    public Assignment? Find(AssignmentKey key) => assignments.GetValueOrDefault(key);

    /// <returns>Whether it is new.</returns>
    public bool Put(AssignmentKey key, Assignment assignment)
    {
        lock (changes)
        {
            var isNew = !assignments.ContainsKey(key);
            record(new StateEntry.Assigned(key, assignment));
            assignments[key] = assignment;
            return isNew;
        }
    }

    /// <returns>Whether there was one.</returns>
    public bool Remove(AssignmentKey key)
    {
        lock (changes)
        {
            if (!assignments.ContainsKey(key))
            {
                return false;
            }

            record(new StateEntry.Unassigned(key));
            return assignments.TryRemove(key, out _);
        }
    }

    public void Restore(AssignmentKey key, Assignment assignment) => assignments[key] = assignment;

    public IEnumerable<StateEntry> ToEntries() => assignments.Select(static assignment => new StateEntry.Assigned(assignment.Key, assignment.Value));

    /// <summary>Forgets all; the ledger of identities records the reset.</summary>
    public void Clear() => assignments.Clear();
}

namespace AcsFunctions.AcsEmulator;

/// <summary>The faults to come. Each call is struck by at most one, the earliest planned that fits. Safe for concurrent use.</summary>
public sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly LinkedList<PlannedFault> planned = [];

    internal FaultPlan()
    {
    }

    /// <summary>What has not struck yet, in order.</summary>
    public IReadOnlyList<PlannedFault> Pending
    {
        get
        {
            lock (gate)
            {
                return [.. planned];
            }
        }
    }

    /// <summary>The next calls of <paramref name="operation"/> meet the fault.</summary>
    /// <param name="calls">How many, at least 1.</param>
    public void Next(AcsOperation operation, Fault fault, int calls = 1) => Plan(operation, fault, calls);

    /// <summary>The next calls, whatever the operation, meet the fault.</summary>
    /// <param name="calls">How many, at least 1.</param>
    public void NextOfAny(Fault fault, int calls = 1) => Plan(null, fault, calls);

    /// <summary>Forgets what has not struck yet. Calls already struck are not released.</summary>
    public void Clear()
    {
        lock (gate)
        {
            planned.Clear();
        }
    }

    internal Fault? Take(AcsOperation operation)
    {
        lock (gate)
        {
            for (var node = planned.First; node is not null; node = node.Next)
            {
                if (node.Value.Operation is { } only && only != operation)
                {
                    continue;
                }

                var fault = node.Value.Fault;
                if (node.Value.Calls == 1)
                {
                    planned.Remove(node);
                }
                else
                {
                    node.Value = node.Value with { Calls = node.Value.Calls - 1 };
                }

                return fault;
            }

            return null;
        }
    }

    private void Plan(AcsOperation? operation, Fault fault, int calls)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        lock (gate)
        {
            planned.AddLast(new PlannedFault(operation, fault, calls));
        }
    }
}

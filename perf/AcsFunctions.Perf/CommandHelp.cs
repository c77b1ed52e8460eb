namespace AcsFunctions.Perf;

internal static class CommandHelp
{
    public static int Explain()
    {
        Console.WriteLine(
            """
            quick              everything, few samples; at most a minute (the default)
            short              everything, published as it ships; at most 3 minutes
            tail               20,000 answers of ours by key, by bearer and of the floor in turns, ACS slowed by 40 ms; 20 minutes
            full               everything, for the documentation; at most 8 minutes, on a machine that does nothing else
            saturate [seconds=20]   ours by key, by bearer and the floor saturated in turns: CPU and allocations of a request
            cold-start [n=10]  from the start of a process to its first answer, n times each
            instances [windows=10]   one quota for four instances that start, die and come; half an hour
            storm [users=20000] [instances=1]   users who all come back in the second after an outage of ACS; its quota in half of its window; seven minutes
            benchmarks         the service alone, nothing upstream; --quick for fewer samples
            clean-up azurite [rows=200000] [stale=20000]   one clean-up of a directory in Azurite
            clean-up memory [rows=2000000] [stale=20000]   the same in the in-memory store
            clean-up flat [rows=2000000] [stale=20000]     whether the memory of a clean-up is the same for a tenth of the rows and for all
            clean-up walk azurite|memory [rows=200000]     the walks that keep the index: the first after an upgrade, the next two, and a run without
            restore [rows=10000]   a map exported, its table dropped, imported again; whether every user has the identity of before
            docs               writes what full, tail and cold-start measured last into docs/performance.md, docs/performance-tables.md and docs/performance.svg
            """);
        return 2;
    }
}

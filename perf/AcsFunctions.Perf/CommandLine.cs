namespace AcsFunctions.Perf;

internal static class CommandLine
{
    public static int Explain()
    {
        Console.WriteLine(
            """
            quick              everything, few samples; at most a minute (the default)
            full               everything, for the documentation; at most 8 minutes, on a machine that does nothing else
            cold-start [n=10]  from the start of a process to its first answer, n times each
            docs               writes what full and cold-start measured last into docs/performance.md and docs/performance.svg
            """);
        return 2;
    }
}

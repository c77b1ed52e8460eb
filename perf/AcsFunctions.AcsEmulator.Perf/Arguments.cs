using System.Globalization;

namespace AcsFunctions.AcsEmulator.Perf;

internal static class Arguments
{
    public static int Number(string[] args, int index, int otherwise) =>
        index < args.Length ? int.Parse(args[index], NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;

    public static int Explain()
    {
        Console.WriteLine(
            """
            throughput [seconds=10] [connections=32]   issue calls a second over HTTP with HMAC and ES256, the load generator included
            throughput --against <folder> [rounds=30] [seconds=1] [connections=32]
                                                       the same of the program acs-emulator, in turns with that of another build: the ratio
            memory [tokens=1000000]                    live memory while tokens are issued and expire
            fuzz [requests=100000] [seed=1]            bad input over raw sockets: no 500, no hang, no crash
            """);
        return 2;
    }
}

using System.Globalization;
using AcsFunctions.CleanUp.Perf;

return args switch
{
    ["azurite", .. var rest] => await Measurement.OnAzuriteAsync(Number(rest, 0, 200_000), Number(rest, 1, 20_000)),
    ["memory", .. var rest] => await Measurement.InMemoryAsync(Number(rest, 0, 2_000_000), Number(rest, 1, 20_000)),
    ["flat", .. var rest] => await Measurement.IsFlatAsync(Number(rest, 0, 2_000_000), Number(rest, 1, 20_000)),
    _ => Explain(),
};

static int Number(string[] args, int index, int otherwise) =>
    index < args.Length ? int.Parse(args[index], NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;

static int Explain()
{
    Console.WriteLine(
        """
        azurite [rows=200000] [stale=20000]    one clean-up of a directory in Azurite
        memory [rows=2000000] [stale=20000]    the same in the in-memory store
        flat [rows=2000000] [stale=20000]      whether the memory of a run is the same for a tenth of the rows and for all
        """);
    return 2;
}

using System.Globalization;

namespace AcsFunctions.Perf.CleanUp;

/// <summary>Measures the clean-up of a large directory: time, memory, calls.</summary>
internal static class CleanUpCommand
{
    public static async Task<int> RunAsync(string[] arguments) => arguments switch
    {
        ["azurite", .. var rest] => await Measurement.OnAzuriteAsync(Number(rest, 0, 200_000), Number(rest, 1, 20_000)),
        ["memory", .. var rest] => await Measurement.InMemoryAsync(Number(rest, 0, 2_000_000), Number(rest, 1, 20_000)),
        ["flat", .. var rest] => await Measurement.IsFlatAsync(Number(rest, 0, 2_000_000), Number(rest, 1, 20_000)),
        ["walk", "azurite", .. var rest] => await WalkMeasurement.OnAzuriteAsync(Number(rest, 0, 200_000), Console.Out) ? 0 : 1,
        ["walk", "memory", .. var rest] => await WalkMeasurement.InMemoryAsync(Number(rest, 0, 200_000), Console.Out) ? 0 : 1,
        _ => CommandHelp.Explain(),
    };

    private static int Number(string[] arguments, int index, int otherwise) =>
        index < arguments.Length ? int.Parse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}

using System.Text.RegularExpressions;
using AcsFunctions.FunctionsHost.Discovery;
using Microsoft.Extensions.Configuration;

namespace AcsFunctions.FunctionsHost.Timers;

/// <summary>Puts <c>%Setting%</c> into a schedule and reads it; what cannot be read stops the host, named.</summary>
internal static partial class TimerScheduleReader
{
    public static IReadOnlyDictionary<DiscoveredFunction, TimerSchedule> ReadAll(IReadOnlyList<DiscoveredFunction> functions, IConfiguration configuration) =>
        functions.Where(function => function.Trigger is FunctionTrigger.Timer)
            .ToDictionary(function => function, function => Read(function, (FunctionTrigger.Timer)function.Trigger, configuration));

    private static TimerSchedule Read(DiscoveredFunction function, FunctionTrigger.Timer timer, IConfiguration configuration)
    {
        var expression = Reference().Replace(timer.Schedule, match => Setting(match.Groups[1].Value, function, configuration));
        return TimerSchedule.TryParse(expression) ?? throw new FunctionsHostException(
            $"The schedule of function '{function.Name}', '{timer.Schedule}', is '{expression}': not an NCRONTAB expression of six fields, or five without seconds.");
    }

    private static string Setting(string name, DiscoveredFunction function, IConfiguration configuration) =>
        configuration[name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] is { Length: > 0 } value
            ? value
            : throw new FunctionsHostException($"The schedule of function '{function.Name}' names the setting '{name}', which is not set.");

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}

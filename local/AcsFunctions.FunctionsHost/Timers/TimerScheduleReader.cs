using System.Text.RegularExpressions;
using AcsFunctions.FunctionsHost.Configuration;
using AcsFunctions.FunctionsHost.Functions;

namespace AcsFunctions.FunctionsHost.Timers;

/// <summary>Puts <c>%Setting%</c> into a schedule and reads it; what cannot be read stops the host, named.</summary>
internal static partial class TimerScheduleReader
{
    public static IReadOnlyDictionary<HostedFunction, TimerSchedule> ReadAll(IReadOnlyList<HostedFunction> functions, IReadOnlyDictionary<string, string?> settings) =>
        functions.Where(function => function.Trigger is FunctionTrigger.Timer)
            .ToDictionary(function => function, function => Read(function, (FunctionTrigger.Timer)function.Trigger, settings));

    private static TimerSchedule Read(HostedFunction function, FunctionTrigger.Timer timer, IReadOnlyDictionary<string, string?> settings)
    {
        var expression = Reference().Replace(timer.Schedule, match => Setting(match.Groups[1].Value, function, settings));
        return TimerSchedule.TryParse(expression) ?? throw new FunctionsHostException(
            $"The schedule of function '{function.Name}', '{timer.Schedule}', is '{expression}': not an NCRONTAB expression of six fields, or five without seconds.");
    }

    private static string Setting(string name, HostedFunction function, IReadOnlyDictionary<string, string?> settings) =>
        settings.GetValueOrDefault(AppSettings.Name(name)) is { Length: > 0 } value
            ? value
            : throw new FunctionsHostException($"The schedule of function '{function.Name}' names the setting '{name}', which is not set.");

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}

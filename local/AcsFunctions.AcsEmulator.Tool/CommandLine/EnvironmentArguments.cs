using System.Collections;

namespace AcsFunctions.AcsEmulator.Tool.CommandLine;

/// <summary>Options by environment variables, for where a command line is out of reach: <c>ACS_EMULATOR_ACCESS_KEY</c> is <c>--access-key</c>, and <c>ACS_EMULATOR_QUOTAS=true</c> is <c>--quotas</c>.</summary>
internal static class EnvironmentArguments
{
    private const string Prefix = "ACS_EMULATOR_";

    public static IReadOnlyList<string> From(IDictionary environment) =>
    [
        .. environment.Keys.Cast<string>()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !IsServiceLink(name[Prefix.Length..], (string?)environment[name]))
            .Order(StringComparer.Ordinal)
            .SelectMany(name => ToArguments(name, (string?)environment[name] ?? "")),
    ];

    // Kubernetes tells each pod of a service called acs-emulator by variables that begin alike:
    // https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
    private static bool IsServiceLink(string name, string? value) =>
        name.StartsWith("SERVICE_", StringComparison.Ordinal) || name.StartsWith("PORT_", StringComparison.Ordinal)
        || (name == "PORT" && Uri.TryCreate(value, UriKind.Absolute, out _));

    private static string[] ToArguments(string name, string value)
    {
        var option = $"--{name[Prefix.Length..].Replace('_', '-').ToLowerInvariant()}";
        if (!ToolOptions.IsSwitch(option))
        {
            return [option, value];
        }

        return bool.TryParse(value, out var isOn)
            ? isOn ? [option] : []
            : throw new ToolUsageException($"{name} must be true or false.");
    }
}

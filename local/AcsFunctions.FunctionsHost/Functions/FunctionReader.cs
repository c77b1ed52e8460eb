using System.Text.RegularExpressions;
using AcsFunctions.FunctionsHost.Protocol;

namespace AcsFunctions.FunctionsHost.Functions;

/// <summary>Takes over what a worker reports, and refuses what the real host would not load, naming the function.</summary>
internal static partial class FunctionReader
{
    /// <summary>In name order, which is the order in which routes are tried: azure-functions-host src/WebJobs.Script/Host/FunctionMetadataManager.cs.</summary>
    public static IReadOnlyList<HostedFunction> Read(IEnumerable<RpcFunctionMetadata> reported)
    {
        var functions = reported.Select(Read).OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        foreach (var (first, second) in functions.Zip(functions.Skip(1)))
        {
            if (string.Equals(first.Name, second.Name, StringComparison.OrdinalIgnoreCase))
            {
                throw new FunctionsHostException(
                    $"Function names must be unique, ignoring case: '{first.Name}' is {first.EntryPoint}, '{second.Name}' is {second.EntryPoint}.");
            }
        }

        return functions;
    }

    private static HostedFunction Read(RpcFunctionMetadata function) =>
        // The rule and the reserved name: azure-functions-host src/WebJobs.Script/Utility.cs, FunctionNameValidationRegex.
        ValidName().IsMatch(function.Name) && !string.Equals(function.Name, "host", StringComparison.OrdinalIgnoreCase)
            ? new HostedFunction(function.Name, function.EntryPoint, TriggerReader.Read(function))
            : throw new FunctionsHostException(
                $"'{function.Name}' is not a function name: it starts with a letter, has at most 128 letters, digits, '_' and '-', and is not 'host'.");

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,127}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ValidName();
}

using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.FunctionsHost.Discovery;

/// <summary>Finds an assembly's functions and refuses what the real host would not load, naming the function.</summary>
internal static partial class FunctionDiscovery
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>In name order, which is the order in which routes are tried: azure-functions-host src/WebJobs.Script/Host/FunctionMetadataManager.cs.</summary>
    public static IReadOnlyList<DiscoveredFunction> Find(Assembly assembly)
    {
        var functions = assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Declared))
            .Select(method => (Method: method, Attribute: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(candidate => candidate.Attribute is not null)
            .Select(candidate => Describe(candidate.Method, candidate.Attribute!.Name))
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .ToArray();

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

    private static DiscoveredFunction Describe(MethodInfo method, string name)
    {
        // The rule and the reserved name: azure-functions-host src/WebJobs.Script/Utility.cs, FunctionNameValidationRegex.
        if (!ValidName().IsMatch(name) || string.Equals(name, "host", StringComparison.OrdinalIgnoreCase))
        {
            throw new FunctionsHostException(
                $"'{name}' is not a function name: it starts with a letter, has at most 128 letters, digits, '_' and '-', and is not 'host'.");
        }

        var trigger = FindTrigger(method, name);
        var isCreatable = method.IsStatic || !method.DeclaringType!.IsAbstract;
        if (!method.IsPublic || !isCreatable || method.ContainsGenericParameters)
        {
            throw new FunctionsHostException($"Function '{name}' must be a public method without type parameters, of a class that is not abstract.");
        }

        FunctionReturn.Check(method, name, trigger);
        return new DiscoveredFunction(name, method, trigger, ParameterBinding.Describe(method, name, trigger));
    }

    private static FunctionTrigger FindTrigger(MethodInfo method, string name)
    {
        var triggers = method.GetParameters().Select(parameter => TriggerReader.Read(parameter, name)).OfType<FunctionTrigger>().ToArray();
        return triggers is [var only]
            ? only
            : throw new FunctionsHostException($"Function '{name}' must have exactly one HTTP or timer trigger; it has {triggers.Length}.");
    }

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,127}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ValidName();
}

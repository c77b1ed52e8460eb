using System.Text.Json;
using System.Text.Json.Nodes;
using AcsFunctions.FunctionsHost.Protocol;

namespace AcsFunctions.FunctionsHost.Functions;

/// <summary>Reads the bindings that a worker reports, which have the form of function.json.</summary>
internal static class TriggerReader
{
    private static readonly JsonNodeOptions IgnoreCase = new() { PropertyNameCaseInsensitive = true };

    /// <exception cref="FunctionsHostException">It has no trigger, several, or one that this host does not serve.</exception>
    public static FunctionTrigger Read(RpcFunctionMetadata function)
    {
        var triggers = function.RawBindings
            .Select(binding => JsonNode.Parse(binding, IgnoreCase)!)
            .Where(binding => Text(binding, "type")!.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase))
            .ToArray();
        if (triggers is not [var trigger])
        {
            throw new FunctionsHostException($"Function '{function.Name}' must have exactly one trigger; it has {triggers.Length}.");
        }

        var name = Text(trigger, "name")!;
        var type = Text(trigger, "type")!;
        return type.ToUpperInvariant() switch
        {
            "HTTPTRIGGER" => Http(name, function.Name, trigger),
            "TIMERTRIGGER" => new FunctionTrigger.Timer(
                name, Text(trigger, "schedule") ?? string.Empty, Flag(trigger, "useMonitor") ?? true, Flag(trigger, "runOnStartup") ?? false),
            _ => throw new FunctionsHostException($"Function '{function.Name}' has the trigger '{type}'; this host serves HTTP and timer triggers."),
        };
    }

    private static FunctionTrigger.Http Http(string name, string functionName, JsonNode trigger) => new(
        name,
        [.. trigger["methods"]?.AsArray().Select(method => method!.GetValue<string>().ToUpperInvariant()) ?? []],
        Text(trigger, "route") is { } route && !string.IsNullOrWhiteSpace(route) ? route.Trim('/') : functionName,
        // One that states none is taken as Function: azure-functions-host src/WebJobs.Script/Binding/WebJobsCoreScriptBindingProvider.cs.
        Enum.TryParse<FunctionAuthorizationLevel>(Text(trigger, "authLevel"), ignoreCase: true, out var level) ? level : FunctionAuthorizationLevel.Function);

    private static string? Text(JsonNode binding, string name) => binding[name]?.GetValue<string>();

    private static bool? Flag(JsonNode binding, string name) => binding[name] switch
    {
        null => null,
        var text when text.GetValueKind() == JsonValueKind.String => bool.Parse(text.GetValue<string>()),
        var flag => flag.GetValue<bool>(),
    };
}
